package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import java.util.Map;
import java.util.Optional;

/** An answer of the control that goes on until somebody leaves: a server-sent event per frame. */
final class ControlStream {

    private ControlStream() {}

    /** The head goes out at once, since the first event may be minutes away and the operator's page waits for the connection. */
    static void write(OpenAnswer answer, Exchange exchange, Reply reply, ErrorBody errors, FailureTable failures)
            throws ClientGoneException {
        reply.begin(
                200,
                Map.of(
                        "content-type", ServerSentEvents.CONTENT_TYPE,
                        "cache-control", "no-store",
                        "x-accel-buffering", "no"));
        exchange.write(ServerSentEvents.comment("open"));
        String outcome = "completed";
        try {
            for (Optional<Frame> frame = answer.next(); frame.isPresent(); frame = answer.next()) {
                exchange.write(ServerSentEvents.FRAMING.bytes(frame.get()));
            }
        } catch (ProviderException e) {
            Frame end = errors.event(failures.interrupted(), reply.requestId());
            exchange.write(ServerSentEvents.FRAMING.bytes(end));
            outcome = e.failure().code();
        }
        answer.close();
        exchange.end();
        reply.outcome(outcome);
    }
}
