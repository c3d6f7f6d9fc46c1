package dev.pointsman.edge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path, with or without one {@code {variable}}. The variable takes everything between what stands before and behind it,
 * slashes too, since models' names have them.
 */
final class PathPattern {

    private final String pattern;
    private final String before;
    private final String behind;
    private final boolean variable;

    PathPattern(String pattern) {
        int open = pattern.indexOf('{');
        this.pattern = pattern;
        this.variable = open >= 0;
        this.before = variable ? pattern.substring(0, open) : pattern;
        this.behind = variable ? pattern.substring(pattern.indexOf('}') + 1) : "";
    }

    /** The variable's value, decoded, or an empty string where there is none; nothing when the path is another one. */
    Optional<String> match(String path) {
        if (!variable) {
            return path.equals(pattern) ? Optional.of("") : Optional.empty();
        }
        int length = path.length() - before.length() - behind.length();
        if (length <= 0 || !path.startsWith(before) || !path.endsWith(behind)) {
            return Optional.empty();
        }
        return decode(path.substring(before.length(), before.length() + length));
    }

    private static Optional<String> decode(String raw) {
        try {
            // URLDecoder is for forms, where a plus is a space; in a path it is a plus.
            return Optional.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
