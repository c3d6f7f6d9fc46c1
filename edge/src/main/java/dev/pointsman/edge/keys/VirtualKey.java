package dev.pointsman.edge.keys;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/**
 * What is known of a key once it was recognised; never the key.
 *
 * @param id safe to show and to log
 * @param workspace the tenant it belongs to
 * @param bounds what it allows
 */
public record VirtualKey(String id, String workspace, Bounds bounds) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public VirtualKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(bounds, "bounds");
    }

    /** A key of the workspace {@code default} that allows everything. */
    public static VirtualKey unbounded(String id) {
        return new VirtualKey(id, Caller.DEFAULT_WORKSPACE, Bounds.unbounded());
    }

    /** A new key of 256 random bits: {@code pm-} and 43 characters. */
    public static Secret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Secret.of("pm-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
