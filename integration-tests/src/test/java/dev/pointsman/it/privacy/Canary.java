package dev.pointsman.it.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Marks one kind of thing (content, a secret, a name) with texts that begin alike and exist nowhere else.
 *
 * @param stem what all its texts begin with
 */
record Canary(String stem) {

    /** This much of a stem is enough to be sure, so that a text that was cut is found too. */
    private static final int ENOUGH = 18;

    /** What a found text is shown with. */
    private static final int AROUND = 60;

    static Canary hatched() {
        return new Canary("CANARY-" + UUID.randomUUID());
    }

    /** A text to put somewhere; the word tells where it was put. */
    String text(String word) {
        return stem + "-" + word;
    }

    /** The text as the bytes of an image or a document would travel. */
    String base64(String word) {
        return Base64.getEncoder().encodeToString(text(word).getBytes(StandardCharsets.US_ASCII));
    }

    /** One line for each encoding in which it is found, with what stands around it. */
    List<String> in(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        forms().forEach((encoding, form) -> {
            boolean anyCase = !encoding.startsWith("base64");
            String searched = anyCase ? lower : text;
            String wanted = anyCase ? form.toLowerCase(Locale.ROOT) : form;
            for (int at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + wanted.length())) {
                int begin = Math.max(0, at - AROUND);
                int end = Math.min(text.length(), at + wanted.length() + AROUND);
                found.add(encoding + ": " + text.substring(begin, end).replaceAll("\\s+", " "));
            }
        });
        return found;
    }

    List<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> forms() {
        String known = stem.substring(0, ENOUGH);
        byte[] bytes = known.getBytes(StandardCharsets.US_ASCII);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("clear", known);
        forms.put("reversed", new StringBuilder(known).reverse().toString());
        // Without its first zero it is found in either order of bytes.
        forms.put("UTF-16", latin(known.getBytes(StandardCharsets.UTF_16BE)).substring(1));
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("percent", HexFormat.ofDelimiter("").withPrefix("%").formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("base64+" + shift, base64(bytes, shift));
        }
        return forms;
    }

    /** What is the same in every base64 text that holds these bytes after this many others. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int known = shifted.length * 8 / 6;
        return encoded.substring((shift * 8 + 5) / 6, known);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
