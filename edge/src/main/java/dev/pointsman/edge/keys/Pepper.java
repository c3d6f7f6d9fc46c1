package dev.pointsman.edge.keys;

import dev.pointsman.api.host.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What keys, and the names and bodies of named requests, are digested with, so that whoever reads a table of digests can try nothing
 * against it. Keys have 256 random bits; a slow hash would add nothing. Thread-safe.
 */
public final class Pepper {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec secret;

    private Pepper(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** One that outlives the process. Whoever changes it makes every stored key unknown. */
    public static Pepper of(Secret secret) {
        return new Pepper(secret.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    /** A new one, lost with the process. */
    public static Pepper random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Pepper(bytes);
    }

    /** HMAC-SHA-256 of a text. */
    public byte[] digest(String text) {
        return digest(text, new byte[0]);
    }

    /** HMAC-SHA-256 of a text and what follows it. */
    public byte[] digest(String text, byte[] rest) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(text.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
