/**
 * The agents' and operators' door, free of any server.
 *
 * <ul>
 *   <li><b>Exchange</b>: one HTTP request and its answer, in blocking style on a virtual thread; a binding makes it.
 *   <li><b>DataDoor</b>: what agents call. It checks the key, reads model, stream and caller facts from a request, asks the
 *       provider {@code auto} and writes its frames, or its failure, in the client's own dialect.
 *   <li><b>AdminDoor</b>: what operators call. It checks the token and carries the question to the router's control.
 * </ul>
 *
 * <p>To add a dialect: one class that implements {@code ClientDialect}, one line in {@code DataRoutes}.
 *
 * <pre>{@code
 * DataDoor door = DataDoor.of(directory, keys).build();
 * try (VertxServer server = VertxServer.start(ServerOptions.at("127.0.0.1", 8484), door)) {
 *     ...
 * }
 * }</pre>
 */
@NullMarked
package dev.pointsman.edge;

import org.jspecify.annotations.NullMarked;
