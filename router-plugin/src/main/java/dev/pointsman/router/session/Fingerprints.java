package dev.pointsman.router.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys of texts. Keyed, since a plain hash of a prompt tells everyone who sees it whether the prompt is one they know.
 * Immutable and thread-safe.
 */
final class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Fingerprints(byte[] instanceKey) {
        this.key = new SecretKeySpec(instanceKey, ALGORITHM);
    }

    /** @param parts in order; {@code null} differs from empty, and where a part ends counts too */
    SessionKey of(String workspace, @Nullable String... parts) {
        Mac mac = mac();
        update(mac, workspace);
        for (String part : parts) {
            update(mac, part);
        }
        ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal());
        return new SessionKey(workspace, bytes.getLong(), bytes.getLong());
    }

    private static void update(Mac mac, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : bytes.length)
                .flip());
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
