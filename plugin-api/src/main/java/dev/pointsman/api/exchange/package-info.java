/**
 * What travels between a host, the router and a provider: a call is bytes in a named dialect.
 *
 * <ul>
 *   <li><b>Dialect</b>: the JSON language of a call, for example OpenAI chat completions.
 *   <li><b>Request</b>: one body in one dialect, exactly as the agent sent it, plus what a host read from it.
 *   <li><b>Response</b>: a handle on an answer that has not begun; the first {@link
 *       dev.pointsman.api.exchange.ModelResponse#next() next()} connects, sends and waits.
 *   <li><b>Frame</b>: one event of the answer's dialect, without its framing; a whole answer is a stream of one frame.
 * </ul>
 *
 * <pre>{@code
 * try (ModelResponse response = provider.call(request, context)) {
 *     for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
 *         write(frame.get());
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.pointsman.api.exchange;

import org.jspecify.annotations.NullMarked;
