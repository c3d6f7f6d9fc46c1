package dev.pointsman.router.workload;

import java.util.Set;

/**
 * Tells the programs that were pasted into a text from what is said beside them: fences, closed or not, and lines that only a
 * program has.
 */
final class PastedCode {

    private static final String FENCE = "```";
    private static final String ENDS_OF_CODE = ";{}";
    private static final String ENDS_AFTER_KEYWORD = ":;{}()";

    private static final Set<String> KEYWORDS = Set.of(
            "def",
            "class",
            "import",
            "public",
            "private",
            "static",
            "fn",
            "func",
            "function",
            "const",
            "let",
            "var",
            "#include",
            "select");

    /** Words with which a text speaks of what was pasted. */
    private static final Set<String> POINTING = Set.of(
            "this",
            "these",
            "that",
            "it",
            "here",
            "above",
            "below",
            "following",
            "code",
            "error",
            "wrong",
            "fail",
            "fails",
            "failed",
            "bug",
            "crash",
            "fix",
            "review",
            "explain",
            "refactor",
            "optimize",
            "optimise",
            "output",
            "function",
            "fehler",
            "dies",
            "diese",
            "dieser",
            "dieses",
            "hier",
            "unten",
            "oben",
            "erreur",
            "ceci",
            "ce",
            "cette",
            "esto",
            "este",
            "esta",
            "aquí",
            "isto",
            "ошибка",
            "ошибку",
            "ошибки",
            "это",
            "этот",
            "этом");

    private static final String[] POINTING_PARTS = {"这", "错误", "代码", "修复"};

    private PastedCode() {}

    /**
     * What a text says beside its programs; the same object where there are none.
     *
     * @param text in lower case
     */
    static String without(String text) {
        if (text.indexOf('\n') < 0 && !text.contains(FENCE)) {
            return text;
        }
        StringBuilder said = new StringBuilder(text.length());
        int begin = 0;
        boolean inside = false;
        while (begin <= text.length()) {
            int fence = text.indexOf(FENCE, begin);
            int end = fence < 0 ? text.length() : fence;
            if (!inside) {
                appendSaid(text, begin, end, said);
            }
            inside = !inside;
            begin = end + (fence < 0 ? 1 : FENCE.length());
        }
        return said.length() == text.length() ? text : said.toString();
    }

    /** Whether what is said speaks of what was pasted; where nothing is said, the program speaks for itself. */
    static boolean isSpokenOf(String said) {
        for (String part : POINTING_PARTS) {
            if (said.contains(part)) {
                return true;
            }
        }
        int begin = -1;
        boolean blank = true;
        for (int at = 0; at <= said.length(); at++) {
            boolean letter = at < said.length() && Character.isLetter(said.charAt(at));
            if (letter && begin < 0) {
                begin = at;
                blank = false;
            } else if (!letter && begin >= 0) {
                if (POINTING.contains(said.substring(begin, at))) {
                    return true;
                }
                begin = -1;
            }
        }
        return blank;
    }

    private static void appendSaid(String text, int from, int to, StringBuilder said) {
        int begin = from;
        while (begin < to) {
            int newline = text.indexOf('\n', begin);
            int end = newline < 0 || newline >= to ? to : newline + 1;
            if (!isCode(text, begin, end)) {
                said.append(text, begin, end);
            }
            begin = end;
        }
    }

    private static boolean isCode(String text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && text.charAt(begin) <= ' ') {
            begin++;
        }
        while (end > begin && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (begin == end) {
            return false;
        }
        char last = text.charAt(end - 1);
        if (ENDS_OF_CODE.indexOf(last) >= 0) {
            return true;
        }
        int word = begin;
        while (word < end && (Character.isLetter(text.charAt(word)) || text.charAt(word) == '#')) {
            word++;
        }
        return ENDS_AFTER_KEYWORD.indexOf(last) >= 0 && KEYWORDS.contains(text.substring(begin, word));
    }
}
