package dev.pointsman.edge.idempotency;

/** A request that came for the first time. Whoever holds it says what became of it, then closes it. One thread. */
public interface Ticket extends AutoCloseable {

    /** Of a request that has no name. */
    Ticket NONE = new Ticket() {
        @Override
        public void answered(HeldAnswer answer) {}

        @Override
        public void begun() {}

        @Override
        public void close() {}
    };

    /** It was answered as a whole; the same answer is given again. */
    void answered(HeldAnswer answer);

    /** An answer began that cannot be given again; a second request is told so. */
    void begun();

    /** Without a word before: nothing was charged, and the same name may be used again. Idempotent. */
    @Override
    void close();
}
