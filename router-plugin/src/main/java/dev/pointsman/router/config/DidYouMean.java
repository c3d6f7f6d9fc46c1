package dev.pointsman.router.config;

import java.util.Collection;
import java.util.Optional;

/** The nearest of the right words, or all of them. */
public final class DidYouMean {

    private DidYouMean() {}

    /** A way out for a word that is none of the right ones. */
    public static String among(Collection<String> right, String wrong) {
        Optional<String> nearest = nearest(right, wrong);
        if (nearest.isPresent()) {
            return "did you mean \"" + nearest.get() + "\"?";
        }
        if (right.isEmpty()) {
            return "remove it";
        }
        return "known: " + String.join(", ", right.stream().sorted().limit(20).toList());
    }

    /** The right word that takes fewest edits, when that is at most a third of its length (and at least one). */
    public static Optional<String> nearest(Collection<String> right, String wrong) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String word : right) {
            int edits = edits(word, wrong);
            if (edits < fewest) {
                fewest = edits;
                best = word;
            }
        }
        return best != null && fewest <= Math.max(1, best.length() / 3) ? Optional.of(best) : Optional.empty();
    }

    /** Levenshtein's distance. */
    private static int edits(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substitute = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitute, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
