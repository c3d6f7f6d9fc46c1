package dev.pointsman.edge;

import java.util.Collection;

/** Names with {@code *} for any run of characters, as bounds and allow-lists write them. */
final class Globs {

    private Globs() {}

    static boolean anyMatches(Collection<String> globs, String name) {
        return globs.stream().anyMatch(glob -> matches(glob, name));
    }

    /** In linear time for one star and without regular expressions, which a configured name could make slow. */
    static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = n;
            } else if (g < glob.length() && glob.charAt(g) == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
