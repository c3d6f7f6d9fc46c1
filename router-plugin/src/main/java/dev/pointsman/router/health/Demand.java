package dev.pointsman.router.health;

/**
 * What one request takes of a vendor's rate limits, estimated.
 *
 * @param inputTokens that count: without what lies in the vendor's prompt cache
 * @param outputTokens expected
 */
public record Demand(long inputTokens, long outputTokens) {

    /** Of a question that asks for nothing: whatever is left is enough. */
    public static final Demand NONE = new Demand(0, 0);

    public Demand {
        inputTokens = Math.max(0, inputTokens);
        outputTokens = Math.max(0, outputTokens);
    }
}
