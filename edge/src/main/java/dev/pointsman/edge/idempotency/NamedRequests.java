package dev.pointsman.edge.idempotency;

import dev.pointsman.edge.keys.Pepper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were named lately: a day, {@value #MOST} of them, {@value #MOST_BYTES} bytes of answers. Beyond that the
 * oldest answers go first, then the oldest names. One that runs is never forgotten. Thread-safe; nothing blocks.
 */
public final class NamedRequests {

    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST = 10_000;
    static final int MOST_BYTES = 32 * 1024 * 1024;
    static final int LARGEST_ANSWER = 1024 * 1024;

    private final Pepper pepper = Pepper.random();
    private final LongSupplier nanoTime;
    /** By digest of the name, the oldest first; guarded by this, as everything in it. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private long bytes;

    public NamedRequests() {
        this(System::nanoTime);
    }

    /** With a monotonic clock in nanoseconds. */
    NamedRequests(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What a named request is. */
    public sealed interface Outcome {}

    /** It comes for the first time. */
    public record First(Ticket ticket) implements Outcome {}

    /** It was answered before, and here is the answer. */
    public record Answered(HeldAnswer answer) implements Outcome {}

    /**
     * It runs, or its answer is held no longer.
     *
     * @param requestId of the first one
     */
    public record Taken(String requestId, boolean running) implements Outcome {}

    /** The name was used for another request. */
    public record AnotherBody(String requestId) implements Outcome {}

    /**
     * Looks a request up by its name, and takes the name where it is free.
     *
     * @param caller workspace and key: nobody meets another's names
     * @param name as the client sent it
     * @param route what was asked; part of the request
     */
    public Outcome enter(String caller, String name, String route, byte[] body, String requestId) {
        String digest = HexFormat.of().formatHex(pepper.digest(caller + "\n" + name));
        String content = sha256(route, body);
        synchronized (this) {
            forgetOld();
            Entry before = entries.get(digest);
            if (before == null) {
                Entry entry = new Entry(digest, content, requestId, nanoTime.getAsLong());
                entries.put(digest, entry);
                return new First(entry);
            }
            if (!before.content.equals(content)) {
                return new AnotherBody(before.requestId);
            }
            HeldAnswer answer = before.answer;
            return answer == null ? new Taken(before.requestId, before.running) : new Answered(answer);
        }
    }

    /** How many names are known. */
    synchronized int size() {
        return entries.size();
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        var oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            boolean old = now - entry.since > KEPT.toNanos();
            if (!old && entries.size() < MOST && bytes <= MOST_BYTES) {
                return;
            }
            if (entry.running) {
                continue;
            }
            entry.drop();
            if (old || entries.size() >= MOST) {
                oldest.remove();
            }
        }
    }

    private static String sha256(String route, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((route + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** One name; guarded by {@link NamedRequests}. */
    private final class Entry implements Ticket {

        private final String digest;
        private final String content;
        private final String requestId;
        private final long since;
        private boolean running = true;
        private boolean charged;
        private @Nullable HeldAnswer answer;

        Entry(String digest, String content, String requestId, long since) {
            this.digest = digest;
            this.content = content;
            this.requestId = requestId;
            this.since = since;
        }

        @Override
        public void answered(HeldAnswer given) {
            synchronized (NamedRequests.this) {
                charged = true;
                if (given.body().length <= LARGEST_ANSWER) {
                    answer = given;
                    bytes += given.body().length;
                }
            }
        }

        @Override
        public void begun() {
            synchronized (NamedRequests.this) {
                charged = true;
            }
        }

        @Override
        public void close() {
            synchronized (NamedRequests.this) {
                running = false;
                if (!charged) {
                    entries.remove(digest, this);
                }
            }
        }

        private void drop() {
            HeldAnswer held = answer;
            if (held != null) {
                answer = null;
                bytes -= held.body().length;
            }
        }
    }
}
