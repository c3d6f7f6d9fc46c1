package dev.pointsman.edge.keys;

import dev.pointsman.api.host.Secret;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A few keys in memory, by their digest. The whole digest is the index: a shortened one let other gateways mistake one key for
 * another. Thread-safe.
 */
public final class HashedKeys implements VirtualKeys {

    private final Pepper pepper = Pepper.random();
    private final Map<ByteBuffer, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(byte[] digest, VirtualKey key) {}

    public static HashedKeys of(Secret key, VirtualKey meaning) {
        HashedKeys keys = new HashedKeys();
        keys.add(key, meaning);
        return keys;
    }

    /** Accepts a key from now on; the same key again changes what it means. */
    public void add(Secret key, VirtualKey meaning) {
        byte[] digest = pepper.digest(key.reveal());
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
        byte[] digest = pepper.digest(presented);
        Entry entry = entries.get(ByteBuffer.wrap(digest));
        if (entry == null || !MessageDigest.isEqual(entry.digest(), digest)) {
            return Optional.empty();
        }
        return Optional.of(entry.key());
    }
}
