package dev.pointsman.router.credentials;

import dev.pointsman.api.host.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells secrets apart without keeping them: keyed with what nobody outside this process knows. Thread-safe. */
final class SecretFingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 16;

    private final SecretKeySpec key;

    private SecretFingerprints(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static SecretFingerprints ofThisProcess() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretFingerprints(key);
    }

    String of(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
