package dev.pointsman.edge;

import dev.pointsman.api.exchange.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request and its answer, without any server's types. One thread, usually a virtual one, uses it in blocking style;
 * only {@link #onClientGone} actions run elsewhere.
 */
public interface Exchange {

    String method();

    /** The path as the client sent it: without the query, not decoded. */
    String path();

    /** The query's parameters by name, decoded; of a repeated one the first. */
    Map<String, String> query();

    /** Every value of a request header, in their order; names are compared without regard to case. */
    List<String> headers(String name);

    /** The first value of a request header. */
    default Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The client's numeric IP address without port, as the connection shows it; no forwarding header is believed. */
    String remoteAddress();

    /**
     * Reads the whole body. Once only. The limit holds before anything is buffered where the client declared a length.
     *
     * @param limit in bytes
     * @throws BodyRefusedException when it is larger (413) or comes too slowly (408)
     * @throws ClientGoneException when the client left before its end
     */
    Payload body(int limit) throws BodyRefusedException, ClientGoneException;

    /**
     * Begins the answer. Once only; nothing needs to be sent before the first byte of the body. With a {@code content-length}
     * the body is sent as it is, without one in chunks.
     */
    void respond(int status, Map<String, String> headers);

    /**
     * Adds to the answer's body. Returns at once while the bounded buffer has room, else blocks: back-pressure.
     *
     * @throws ClientGoneException when the client left, or was dropped because it read nothing for too long
     */
    void write(byte[] bytes) throws ClientGoneException;

    /**
     * Ends the answer and blocks until it is handed to the network.
     *
     * @throws ClientGoneException as {@link #write}
     */
    void end() throws ClientGoneException;

    /** {@link #write} and {@link #end()} in one, so that a short answer is one packet. */
    default void end(byte[] last) throws ClientGoneException {
        write(last);
        end();
    }

    /**
     * Runs an action once when the client leaves before the answer's end, at once when it has already left. From any thread,
     * often one that must not block.
     */
    void onClientGone(Runnable action);
}
