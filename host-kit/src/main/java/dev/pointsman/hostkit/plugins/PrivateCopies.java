package dev.pointsman.hostkit.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that only this process's user may enter, with one copy of each jar that was loaded. What was hashed is what runs, and
 * a jar that is replaced while it runs changes nothing.
 */
final class PrivateCopies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateCopies.class);
    private static final int MOST_BYTES = 256 << 20;

    private final Path folder;
    private long copies;

    PrivateCopies() throws IOException {
        // Made with mode 700 where the file system knows modes.
        this.folder = Files.createTempDirectory("pointsman-plugins-");
    }

    Path folder() {
        return folder;
    }

    /** Reads a file once and keeps what was read. */
    synchronized Copy of(Path file) throws IOException, RefusedException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("it is not a plain file", "put the plugin's one jar into the folder");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new RefusedException("it is larger than 256 MB", "a plugin is one jar with few libraries");
        }
        Path copy = folder.resolve(++copies + ".jar");
        Files.write(copy, bytes);
        return new Copy(copy, sha256(bytes));
    }

    /** A copy that cannot be deleted now, because a file of it is still open, goes with the folder. */
    void delete(Copy copy) {
        try {
            Files.deleteIfExists(copy.path());
        } catch (IOException e) {
            LOG.debug("a private copy could not be deleted", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The copy and the sum of its bytes. */
    record Copy(Path path, String sha256) {}
}
