package dev.pointsman.edge;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import java.util.Map;
import java.util.Optional;

/** A document that the control makes piece by piece: its frames are named by its media type, and written as they come. */
final class ExportedDocument {

    private ExportedDocument() {}

    static boolean is(Frame first) {
        return first.name().indexOf('/') > 0;
    }

    /** A file for a person: a browser saves it and does not look into it. What fails on the way is broken off, since its head is sent. */
    static void write(Frame first, OpenAnswer answer, Exchange exchange, Reply reply) throws ClientGoneException {
        reply.begin(
                200,
                Map.of(
                        "content-type", first.name(),
                        "content-disposition", "attachment",
                        "cache-control", "no-store",
                        "x-content-type-options", "nosniff"));
        Optional<Frame> frame = Optional.of(first);
        try {
            while (frame.isPresent()) {
                exchange.write(frame.get().payload().array());
                frame = answer.next();
            }
        } catch (ProviderException | ControlException e) {
            // Not ended, the answer is cut off, which the client sees.
            reply.outcome("broken_off");
            return;
        }
        exchange.end();
        reply.outcome("completed");
    }
}
