package dev.pointsman.router.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Secrets that stand in the policy itself, wherever they do. What stands there is never repeated. */
final class ClearText {

    /** The forms that vendors give their keys, and a private key's first line. */
    private static final Pattern SECRET = Pattern.compile(
            "\\b(?:sk|gsk|xai|pk|rk|key)[-_][A-Za-z0-9_-]{20,}|\\bAIza[A-Za-z0-9_-]{30,}|\\bAKIA[A-Z0-9]{16}\\b"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{30,}|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\beyJ[A-Za-z0-9_-]{20,}\\.eyJ"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----|(?i:\\bbearer\\s+)[A-Za-z0-9._~+/-]{20,}");

    private ClearText() {}

    static void look(ConfigReader root) {
        root.values().forEach((key, value) -> look(root, key, value));
    }

    private static void look(ConfigReader root, String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> look(root, path + "." + key, member));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                look(root, path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof String text
                && !path.endsWith(".credential")
                && SECRET.matcher(text).find()) {
            root.problem(path, "looks like a secret in clear text", "write ${env:NAME}, and take this one out of use");
        }
    }
}
