package dev.pointsman.router.dialect.hostile;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes that are hostile as a whole, made of a sound text. By name. */
final class HostileBytes {

    private HostileBytes() {}

    static Map<String, byte[]> of(String sound) {
        byte[] bytes = utf8(sound);
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("nothing", new byte[0]);
        all.put("white space", utf8(" \n\t "));
        all.put("a null byte", new byte[] {0});
        all.put("a null byte behind", Arrays.copyOf(bytes, bytes.length + 1));
        all.put("a byte order mark before", utf8("\uFEFF" + sound));
        all.put("UTF-16", sound.getBytes(StandardCharsets.UTF_16));
        all.put("UTF-16 without a mark", sound.getBytes(StandardCharsets.UTF_16LE));
        all.put("UTF-32", sound.getBytes(Charset.forName("UTF-32BE")));
        all.put("no object", utf8("[" + sound + "]"));
        all.put("a text", utf8("\"" + HostileValues.CANARY + "\""));
        all.put("null", utf8("null"));
        all.put("a bare word", utf8(HostileValues.CANARY));
        all.put("twice", utf8(sound + sound));
        all.put("a comma at the end", utf8(sound.replace("}", ",}")));
        all.put("a comment", utf8("/*" + HostileValues.CANARY + "*/" + sound));
        all.put("a cut UTF-8 character", with(sound, 0xC3));
        all.put("an overlong slash", with(sound, 0xC0, 0xAF));
        all.put("a surrogate in UTF-8", with(sound, 0xED, 0xA0, 0x80));
        all.put("beyond Unicode", with(sound, 0xF7, 0xBF, 0xBF, 0xBF));
        all.put("a lone continuation", with(sound, 0xBF));
        for (int i = 1; i < 12; i++) {
            all.put("cut after " + i + " twelfths", Arrays.copyOf(bytes, bytes.length * i / 12));
        }
        return all;
    }

    /** These bytes within its first text. */
    private static byte[] with(String sound, int... octets) {
        StringBuilder latin = new StringBuilder(sound);
        int at = latin.indexOf(":\"") + 2;
        for (int i = octets.length - 1; i >= 0; i--) {
            latin.insert(at, (char) octets[i]);
        }
        return latin.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
