package dev.pointsman.provider.support;

import java.util.Locale;

/** Whether somebody may have meant another word. */
final class Spelling {

    private static final int LONGEST = 64;

    private Spelling() {}

    /** At most two edits apart, whatever the case, and not more than a third of the word. */
    static boolean isNear(String written, String meant) {
        if (written.length() > LONGEST) {
            return false;
        }
        String a = written.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        String b = meant.toLowerCase(Locale.ROOT);
        return distance(a, b) <= Math.min(2, Math.max(1, b.length() / 3));
    }

    /** Levenshtein, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
