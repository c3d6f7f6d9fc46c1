package dev.pointsman.api.exchange;

/**
 * Tokens of one answer, in one meaning for all vendors.
 *
 * @param input all input tokens, those read from and written to a prompt cache included
 * @param cachedRead the part of {@code input} that was read from a prompt cache
 * @param cacheWrite the part of {@code input} that was written to a prompt cache
 * @param output all output tokens, reasoning included
 * @param reasoning the part of {@code output} that was reasoning
 */
public record Usage(long input, long cachedRead, long cacheWrite, long output, long reasoning) {

    private static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    /** Clamps what a vendor may get wrong: nothing is negative, and no part is larger than its whole. */
    public Usage {
        input = Math.max(0, input);
        output = Math.max(0, output);
        cachedRead = Math.clamp(cachedRead, 0, input);
        cacheWrite = Math.clamp(cacheWrite, 0, input - cachedRead);
        reasoning = Math.clamp(reasoning, 0, output);
    }

    public static Usage none() {
        return NONE;
    }

    public static Usage of(long input, long output) {
        return new Usage(input, 0, 0, output, 0);
    }

    /** Input tokens that are billed at the full input price. */
    public long uncached() {
        return input - cachedRead - cacheWrite;
    }
}
