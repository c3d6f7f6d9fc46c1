package dev.pointsman.router.config;

import java.util.Objects;

/**
 * A name pattern: {@code *} stands for any number of characters, slashes and colons included; everything else for itself.
 * Matching takes time proportional to the lengths and never backtracks exponentially.
 *
 * @param pattern as written
 */
public record Glob(String pattern) {

    public static final Glob ANY = new Glob("*");

    public Glob {
        Objects.requireNonNull(pattern, "pattern");
    }

    /** A name that stands for itself; ids of models hold no star. */
    public static Glob literal(String name) {
        return new Glob(name);
    }

    public boolean matchesAll() {
        return pattern.equals("*");
    }

    /** Whether it stands for one name alone. */
    public boolean isLiteral() {
        return !pattern.contains("*");
    }

    public boolean matches(String name) {
        return matches(pattern, name);
    }

    /** Whether any of the patterns matches. */
    public static boolean anyMatches(Iterable<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < name.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
