package dev.pointsman.router.dialect;

import java.util.OptionalInt;

/**
 * Between an effort in words and a budget in tokens. The shares of the output limit are those that OpenRouter documents for its
 * own mapping: low 20 %, medium 50 %, high 80 %.
 */
public final class Thinking {

    /** Anthropic takes no smaller budget. */
    public static final int LEAST = 1024;

    private static final int MOST = 32_000;

    private Thinking() {}

    /**
     * @param maxOutput the output limit, which holds the reasoning too
     * @return empty when the word is unknown, or the limit leaves no room
     */
    public static OptionalInt budget(String effort, int maxOutput) {
        double share = switch (effort) {
            case "minimal" -> 0.1;
            case "low" -> 0.2;
            case "medium" -> 0.5;
            case "high" -> 0.8;
            case "xhigh", "max" -> 0.95;
            default -> 0;
        };
        if (share == 0 || maxOutput <= LEAST) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Math.clamp(Math.round(maxOutput * share), LEAST, Math.min(MOST, maxOutput - 1)));
    }

    /** @param maxOutput 0 when unknown: then 8,192 counts as the limit */
    public static String effort(int budget, int maxOutput) {
        double share = (double) budget / (maxOutput > 0 ? maxOutput : 8_192);
        if (share <= 0.35) {
            return "low";
        }
        return share <= 0.65 ? "medium" : "high";
    }
}
