package dev.pointsman.edge;

/** Answers exchanges. Thread-safe. */
@FunctionalInterface
public interface Door {

    /**
     * Answers one exchange completely. Blocks until the answer is written or the client is gone; meant for a virtual thread of
     * its own. Throws nothing for what a client did; a runtime exception is a defect, and the binding then ends the exchange.
     */
    void handle(Exchange exchange);
}
