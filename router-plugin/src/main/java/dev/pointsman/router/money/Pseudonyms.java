package dev.pointsman.router.money;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a name without telling it: 96 bits of an HMAC under a key that never leaves the data folder. Equal names of one
 * workspace have equal fingerprints, those of two workspaces have not. Thread-safe.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FILE = "pseudonyms.key";
    private static final int BYTES = 12;

    private final Mac keyed;

    private Pseudonyms(byte[] key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** With the folder's key, made (0600) where there is none. */
    static Pseudonyms in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            Path draft = Files.createTempFile(folder, FILE, ".new", ownerOnly());
            try {
                Files.write(draft, newKey());
                // Unlike a move, a link fails where another process was faster, whose key then counts.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return new Pseudonyms(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(draft);
            }
        }
        return new Pseudonyms(Files.readAllBytes(file));
    }

    /** With a key of this process alone. */
    static Pseudonyms ofThisProcess() {
        return new Pseudonyms(newKey());
    }

    /** A name's fingerprint; null for no name. */
    public @Nullable String of(String workspace, @Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(workspace.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC can be cloned", e);
        }
    }

    private static byte[] newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
