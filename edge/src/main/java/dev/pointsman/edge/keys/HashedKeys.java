package dev.pointsman.edge.keys;

import dev.pointsman.api.host.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys by their HMAC-SHA-256 under a random pepper. Keys have 256 random bits, so a slow hash would add nothing. The whole
 * digest is the index: a shortened one let other gateways mistake one key for another. Thread-safe.
 */
public final class HashedKeys implements VirtualKeys {

    private static final String ALGORITHM = "HmacSHA256";
    /** Longer than any key; keeps a hostile header from being hashed at length. */
    private static final int LONGEST = 512;

    private final SecretKeySpec pepper;
    private final Map<ByteBuffer, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(byte[] digest, VirtualKey key) {}

    /** With a pepper of its own, lost with the process. */
    public HashedKeys() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.pepper = new SecretKeySpec(random, ALGORITHM);
    }

    public static HashedKeys of(Secret key, VirtualKey meaning) {
        HashedKeys keys = new HashedKeys();
        keys.add(key, meaning);
        return keys;
    }

    /** Accepts a key from now on; the same key again changes what it means. */
    public void add(Secret key, VirtualKey meaning) {
        byte[] digest = digest(key.reveal());
        entries.put(ByteBuffer.wrap(digest), new Entry(digest, meaning));
    }

    /** Refuses a key from now on. */
    public void remove(String id) {
        entries.values().removeIf(entry -> entry.key().id().equals(id));
    }

    @Override
    public Optional<VirtualKey> find(String presented) {
        if (presented.isEmpty() || presented.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] digest = digest(presented);
        Entry entry = entries.get(ByteBuffer.wrap(digest));
        if (entry == null || !MessageDigest.isEqual(entry.digest(), digest)) {
            return Optional.empty();
        }
        return Optional.of(entry.key());
    }

    private byte[] digest(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
