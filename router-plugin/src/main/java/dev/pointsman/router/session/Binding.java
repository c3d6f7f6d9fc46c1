package dev.pointsman.router.session;

import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.health.EndpointKey;
import java.util.Map;

/** How one kind of pinned state binds a conversation. */
enum Binding {
    /** Translation and splice leave it out for others, and the client sends it again on the return to its issuer. */
    DROPPABLE(false, true),
    /** An answer brought it, and without it the request would mean something else. */
    ISSUED(true, true),
    /** The client put it into a vendor's account: only an answer to a request with it shows whose. */
    UPLOADED(true, false),
    /** Tokens of one model, which mean something else to every other one. */
    MODEL_STATE(true, true);

    private static final Map<String, Binding> OF_PIN = Map.of(
            Pins.REASONING_SIGNATURE, DROPPABLE,
            Pins.THOUGHT_SIGNATURE, DROPPABLE,
            Pins.REASONING_CONTENT, DROPPABLE,
            Pins.ENCRYPTED_CONTENT, ISSUED,
            Pins.PREVIOUS_RESPONSE_ID, ISSUED,
            Pins.CONTAINER_ID, ISSUED,
            Pins.AUDIO_ID, ISSUED,
            Pins.FILE_ID, UPLOADED,
            Pins.STORED_PROMPT, UPLOADED,
            Pins.CONTEXT_TOKENS, MODEL_STATE);

    private final boolean firm;
    private final boolean fromAnswers;

    Binding(boolean firm, boolean fromAnswers) {
        this.firm = firm;
        this.fromAnswers = fromAnswers;
    }

    /** A kind of state that is not known here is kept where it is. */
    static Binding of(String pin) {
        return OF_PIN.getOrDefault(pin, ISSUED);
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
