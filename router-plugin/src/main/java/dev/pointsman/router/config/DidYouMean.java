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

    /** Insertions, deletions, replacements and swaps of neighbours: what fingers do wrong. */
    private static int edits(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, left, right, i, j);
            }
        }
        return edits[left.length()][right.length()];
    }

    private static int fewest(int[][] edits, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int fewest = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
