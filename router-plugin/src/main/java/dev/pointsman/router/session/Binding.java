package dev.pointsman.router.session;

import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.health.EndpointKey;

/** How one kind of pinned state binds a conversation. */
enum Binding {
    /** Left out for others, and nobody misses it. */
    FREE(false, false),
    /** Translation and splice leave it out for others, and the client sends it again on the return to its issuer. */
    DROPPABLE(false, true),
    /** An answer brought it, and without it the request would mean something else. */
    ISSUED(true, true),
    /** The client put it into a vendor's account: only an answer to a request with it shows whose. */
    UPLOADED(true, false),
    /** Tokens of one model, which mean something else to every other one. */
    MODEL_STATE(true, true);

    private final boolean firm;
    private final boolean fromAnswers;

    Binding(boolean firm, boolean fromAnswers) {
        this.firm = firm;
        this.fromAnswers = fromAnswers;
    }

    static Binding of(String pin) {
        return switch (pin) {
            case Pins.PLAIN_REASONING -> FREE;
            case Pins.REASONING_SIGNATURE, Pins.THOUGHT_SIGNATURE, Pins.REASONING_CONTENT -> DROPPABLE;
            case Pins.FILE_ID, Pins.STORED_PROMPT -> UPLOADED;
            case Pins.CONTEXT_TOKENS -> MODEL_STATE;
            // A kind of state that is not known here is kept where it is.
            default -> ISSUED;
        };
    }

    boolean firm() {
        return firm;
    }

    /** Whether such state comes in answers, so that who answered last is the likeliest issuer. */
    boolean fromAnswers() {
        return fromAnswers;
    }

    Lock lockTo(EndpointKey holder, String pin) {
        return new Lock(this == MODEL_STATE ? holder.name() : holder.provider(), pin, firm);
    }
}
