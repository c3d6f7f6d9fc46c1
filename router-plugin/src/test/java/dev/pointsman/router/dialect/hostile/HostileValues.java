package dev.pointsman.router.dialect.hostile;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON values, or what passes for one at first sight, that have broken readers. By name. */
final class HostileValues {

    /** Stands in each, so that a test can look for it where content has no business. */
    static final String CANARY = "c4n4ry";

    private HostileValues() {}

    static Map<String, String> all() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("null", "null");
        values.put("true", "true");
        values.put("empty text", "\"\"");
        values.put("text", "\"" + CANARY + "\"");
        values.put("empty object", "{}");
        values.put("empty array", "[]");
        values.put("array of nothing much", "[null,true,1,\"" + CANARY + "\",[],{},[[]]]");
        values.put(
                "object of odd kinds", "{\"type\":{},\"text\":[],\"role\":1,\"content\":true,\"name\":null,\"id\":[]}");
        values.put("typed by a number", "[{\"type\":1,\"text\":\"" + CANARY + "\"}]");
        values.put("99 levels", nested("[", "]", 90));
        values.put("101 levels", nested("[", "]", 101));
        values.put("100000 levels of arrays", nested("[", "]", 100_000));
        values.put("100000 levels of objects", nested("{\"a\":", "}", 100_000));
        values.put("100000 levels that never end", "[".repeat(100_000));
        values.put("levels within a text", "\"" + nested("[", "]", 100_000) + "\"");
        values.put("99 digits", "9".repeat(99));
        values.put("a million digits", "9".repeat(1_000_000));
        values.put("a million digits in a text", "\"" + "9".repeat(1_000_000) + "\"");
        values.put("a million digits behind the point", "0." + "1".repeat(1_000_000));
        values.put("a huge exponent", "1e999999999");
        values.put("an exponent beyond int", "1e99999999999");
        values.put("a tiny exponent", "1e-999999999");
        values.put("a huge exponent in a text", "\"1e999999999\"");
        values.put("the least number", "-9223372036854775808");
        values.put("beyond long", "92233720368547758070");
        values.put("below zero", "-1");
        values.put("a fraction", "1.5");
        values.put("not a number", "NaN");
        values.put("a hundred thousand keys", keys(100_000));
        values.put("a hundred thousand equal keys", "{" + "\"type\":1,".repeat(100_000) + "\"type\":2}");
        values.put("a key twice", "{\"type\":\"text\",\"text\":\"a\",\"type\":\"image\"}");
        values.put("keys of equal hash", equalHashes());
        values.put("an empty key", "{\"\":\"" + CANARY + "\"}");
        values.put("a high surrogate alone", "\"" + CANARY + "\\ud83d\"");
        values.put("a low surrogate alone", "\"\\ude00" + CANARY + "\"");
        values.put("surrogates the wrong way round", "\"\\ude00\\ud83d\"");
        values.put("an escaped null", "\"a\\u0000" + CANARY + "\"");
        values.put("a raw null", "\"a\u0000b\"");
        values.put("a raw line end", "\"a\nb\"");
        values.put("a byte order mark", "\"\uFEFF" + CANARY + "\"");
        values.put("a bad escape", "\"\\x" + CANARY + "\"");
        values.put("a text that never ends", "\"" + CANARY);
        values.put("a text of 1 MB", "\"" + "a".repeat(1 << 20) + "\"");
        values.put("a text of escapes", "\"" + "\\u00e4".repeat(100_000) + "\"");
        values.put("a hundred thousand elements", "[" + "{},".repeat(100_000) + "{}]");
        values.put("a data URL of nothing", "\"data:;base64,%%%\"");
        values.put("a data URL without its comma", "\"data:image/png;base64\"");
        values.put("JSON within a text within a text", "\"{\\\"a\\\":\\\"{\\\\\\\"b\\\\\\\":1}\\\"}\"");
        return values;
    }

    private static String nested(String open, String close, int levels) {
        return open.repeat(levels) + "1" + close.repeat(levels);
    }

    private static String keys(int count) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            text.append("\"k").append(i).append("\":").append(i).append(',');
        }
        return text.append("\"last\":0}").toString();
    }

    /** 4096 names with one value of {@code String.hashCode}: Aa and BB have the same. */
    private static String equalHashes() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 4096; i++) {
            text.append('"');
            for (int bit = 0; bit < 12; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append("\":1,");
        }
        return text.append("\"last\":0}").toString();
    }
}
