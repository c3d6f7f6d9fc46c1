package dev.pointsman.hostkit.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The key that seals the workspaces' data keys. Prints as its id. */
final class MasterKey {

    private static final int ID_BYTES = 6;

    private final byte[] key;
    private final String id;

    private MasterKey(byte[] key) {
        this.key = key;
        this.id = id(key);
    }

    static MasterKey of(byte[] key) {
        return new MasterKey(key.clone());
    }

    /**
     * Reads what {@link #text()} wrote, or {@code openssl rand -base64 32}.
     *
     * @throws IllegalArgumentException when it is none; the message does not quote it
     */
    static MasterKey parse(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a master key is 32 bytes in Base64", e);
        }
        if (key.length != Envelope.KEY_BYTES) {
            throw new IllegalArgumentException("a master key is 32 bytes in Base64, and this one has " + key.length);
        }
        return new MasterKey(key);
    }

    /** Names it without telling it: some bits of a hash of 256 random bits. */
    String id() {
        return id;
    }

    byte[] bytes() {
        return key.clone();
    }

    /** As it is kept. */
    String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("pointsman master key\n".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
