package dev.pointsman.provider.testkit.faultkit;

/** What the client of a well-behaved gateway sees when its first vendor has a fault and the spare is healthy. */
public enum Expectation {
    /** The spare's whole answer, and nothing else. */
    FALLS_BACK("the spare answers"),
    /**
     * The beginning of the answer, then an error; no restart and no clean end. What is not streamed has nothing to interrupt: there
     * it means {@link #FALLS_BACK}.
     */
    INTERRUPTS("an error, since content was sent"),
    /** The vendor's 4xx, after one attempt: the request itself is at fault, and no other vendor is asked. */
    REFUSES("the vendor's refusal, one attempt"),
    /** The vendor's own answer: what is odd about it is no reason to lose it. */
    ANSWERS("the answer");

    private final String words;

    Expectation(String words) {
        this.words = words;
    }

    /** For tables. */
    public String words() {
        return words;
    }
}
