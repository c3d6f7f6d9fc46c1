package dev.pointsman.edge;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;

/** A part of {@code /admin/v1/} that the host answers itself, in place of the router. Thread-safe. */
@FunctionalInterface
public interface AdminSection {

    /**
     * Answers one question with a JSON document; may block.
     *
     * @throws dev.pointsman.api.control.ControlException when the question is wrong
     * @throws RuntimeException of any other kind when the store behind it fails: 503, and its class in the log
     */
    Payload answer(ControlRequest question);
}
