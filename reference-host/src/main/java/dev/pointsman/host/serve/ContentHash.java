package dev.pointsman.host.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Whether files still hold what they held; times of change are too coarse for that, and copied with the file. */
final class ContentHash {

    private ContentHash() {}

    /** A file that cannot be read counts as one of its own content. */
    static String of(Path file, List<Path> others) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, file);
            others.forEach(other -> add(digest, other));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            digest.update((byte) 1);
            digest.update(Integer.toString(content.length).getBytes(StandardCharsets.US_ASCII));
            digest.update(content);
        } catch (IOException e) {
            digest.update((byte) 0);
        }
    }
}
