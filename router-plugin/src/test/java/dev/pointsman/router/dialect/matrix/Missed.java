package dev.pointsman.router.dialect.matrix;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The parts of an answer that a client may do without, and how a loss names them. */
enum Missed {
    REASONING("(?i).*(reason|think|thought|signature|encrypted|\\.content\\[|\\.parts\\[|\\.output\\[|\\.input\\[).*"),
    SIGNATURE("(?i).*(reason|think|thought|signature|encrypted|\\.content\\[|\\.parts\\[|\\.output\\[|\\.input\\[).*"),
    USAGE("(?i).*(usage|_count|cache).*");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,}=*");

    private final Pattern path;

    Missed(String path) {
        this.path = Pattern.compile(path);
    }

    boolean matches(String lost) {
        return path.matcher(lost).matches();
    }

    /** As the vendor wrote it, behind the issuer's mark, or wrapped for a client of Gemini. */
    static boolean holdsSignature(String text) {
        return text.contains(Story.SIGNATURE)
                || BASE64.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(found -> new String(Base64.getDecoder().decode(padded(found)), StandardCharsets.UTF_8)
                                .contains(Story.SIGNATURE));
    }

    private static String padded(String found) {
        String bare = found.replace("=", "");
        return bare.substring(0, bare.length() - (bare.length() % 4 == 1 ? 1 : 0));
    }
}
