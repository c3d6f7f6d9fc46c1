package dev.pointsman.edge.idempotency;

/** A ticket whose name stands in a store too, and is given back there when nothing was charged. One thread. */
final class StoredTicket implements Ticket {

    private final Ticket here;
    private final StoredNames stored;
    private final NamedRequest request;
    private boolean kept;

    StoredTicket(Ticket here, StoredNames stored, NamedRequest request) {
        this.here = here;
        this.stored = stored;
        this.request = request;
    }

    @Override
    public void answered(HeldAnswer answer) {
        kept = true;
        here.answered(answer);
    }

    @Override
    public void begun() {
        kept = true;
        here.begun();
    }

    @Override
    public void close() {
        // First there, then here: whoever finds it free here asks there next.
        if (!kept) {
            kept = true;
            stored.free(request);
        }
        here.close();
    }
}
