package dev.pointsman.edge.idempotency;

import dev.pointsman.edge.keys.Pepper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were named lately. In memory: a day, {@value #MOST} of them, {@value #MOST_BYTES} bytes of answers; beyond that
 * the oldest answers go first, then the oldest names, and one that runs is never forgotten. In a store, if there is one: every name
 * for a day, so that neither a restart nor another process runs a request twice. Thread-safe; blocks on the store alone.
 */
public final class NamedRequests {

    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST = 10_000;
    static final int MOST_BYTES = 32 * 1024 * 1024;
    static final int LARGEST_ANSWER = 1024 * 1024;
    private static final HexFormat HEX = HexFormat.of();

    private final Pepper pepper;
    private final LongSupplier nanoTime;
    private final @Nullable StoredNames stored;
    /** By digest of the name, the oldest first; guarded by this, as everything in it. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private long bytes;

    /** @param nanoTime monotonic */
    NamedRequests(Pepper pepper, LongSupplier nanoTime, @Nullable StoredNames stored) {
        this.pepper = pepper;
        this.nanoTime = nanoTime;
        this.stored = stored;
    }

    /** Known as long as this process lives. */
    public static NamedRequests inMemory() {
        return new NamedRequests(Pepper.random(), System::nanoTime, null);
    }

    /**
     * Known to every process on a store in which the migrations of the host have run.
     *
     * @param pepper the same for all of them
     */
    public static NamedRequests in(DataSource store, Pepper pepper) {
        StoredNames stored = new StoredNames(store, InstantSource.system(), System::nanoTime);
        return new NamedRequests(pepper, System::nanoTime, stored);
    }

    /** What a named request is. */
    public sealed interface Outcome {}

    /** It comes for the first time. */
    public record First(Ticket ticket) implements Outcome {}

    /** It was answered before, and here is the answer. */
    public record Answered(HeldAnswer answer) implements Outcome {}

    /**
     * It runs, or its answer is held no longer, or another process ran it.
     *
     * @param requestId of the first one
     * @param running in this process
     */
    public record Taken(String requestId, boolean running) implements Outcome {}

    /** The name was used for another request. */
    public record AnotherBody(String requestId) implements Outcome {}

    /**
     * Looks a request up by its name, and takes the name where it is free.
     *
     * @param keyId with the workspace, whose name it is: nobody meets another's names
     * @param name as the client sent it
     * @param route what was asked; part of the request
     * @throws NamesUnavailableException when the store does not say whether the request ran before
     */
    public Outcome enter(String workspace, String keyId, String name, String route, byte[] body, String requestId) {
        NamedRequest request = new NamedRequest(
                workspace,
                HEX.formatHex(pepper.digest(workspace + "\n" + keyId + "\n" + name)),
                HEX.formatHex(pepper.digest(route + "\n", body)),
                requestId);
        Outcome here = enter(request);
        return stored != null && here instanceof First first ? elsewhere(stored, request, first.ticket()) : here;
    }

    private synchronized Outcome enter(NamedRequest request) {
        forgetOld();
        Entry before = entries.get(request.digest());
        if (before == null) {
            Entry entry = new Entry(request, nanoTime.getAsLong());
            entries.put(request.digest(), entry);
            return new First(entry);
        }
        if (!before.request.content().equals(request.content())) {
            return new AnotherBody(before.request.requestId());
        }
        HeldAnswer answer = before.answer;
        return answer == null ? new Taken(before.request.requestId(), before.running) : new Answered(answer);
    }

    /** The name is held here, so that no second request asks the store for it at the same time. */
    private static Outcome elsewhere(StoredNames stored, NamedRequest request, Ticket here) {
        Optional<NameTable.Holder> holder;
        try {
            holder = stored.take(request);
        } catch (NamesUnavailableException e) {
            here.close();
            throw e;
        }
        if (holder.isEmpty()) {
            return new First(new StoredTicket(here, stored, request));
        }
        here.close();
        String first = holder.get().requestId();
        return holder.get().content().equals(request.content()) ? new Taken(first, false) : new AnotherBody(first);
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

    /** One name; guarded by {@link NamedRequests}. */
    private final class Entry implements Ticket {

        private final NamedRequest request;
        private final long since;
        private boolean running = true;
        private boolean charged;
        private @Nullable HeldAnswer answer;

        Entry(NamedRequest request, long since) {
            this.request = request;
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
                    entries.remove(request.digest(), this);
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
