package dev.pointsman.router.session;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.health.EndpointKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one conversation.
 *
 * @param last who answered last
 * @param credential which credential it answered to; null when none was needed
 * @param caches of the models that answered, the latest first
 * @param holders who holds state of a kind, by pin
 * @param answeredAt when the last answer ended, in nanoseconds of the sessions' clock
 */
record Memory(
        EndpointKey last,
        @Nullable String credential,
        List<Cache> caches,
        Map<String, EndpointKey> holders,
        long answeredAt) {

    /** Conversations wander between few models; the one longest unused is forgotten. */
    private static final int CACHES = 8;

    /**
     * One model's prompt cache as it was when the model answered last.
     *
     * @param tokens of that request's input, read from or written to the cache as the vendor reported
     * @param usedAt in nanoseconds of the sessions' clock
     * @param keptNanos how long the vendor keeps it unused
     */
    record Cache(String name, int tokens, long usedAt, long keptNanos) {}

    static final String TOOL_LOOP = "tool_loop";

    Memory {
        caches = List.copyOf(caches);
        holders = Map.copyOf(holders);
    }

    /**
     * What is known after one more answer.
     *
     * @param before null for the first one
     * @param features of the request that was answered
     * @param signed whether the answer brought reasoning that is known again
     * @param keptNanos how long the vendor keeps the prompt in its cache
     */
    static Memory after(
            @Nullable Memory before,
            RequestFeatures features,
            EndpointKey by,
            @Nullable String credential,
            Usage usage,
            boolean signed,
            long keptNanos,
            long answeredAt) {
        Map<String, EndpointKey> holders = before == null ? new HashMap<>() : new HashMap<>(before.holders());
        for (String pin : features.pins()) {
            EndpointKey holder = before == null ? null : before.holder(pin);
            // Firm state was accepted by who answered. State that is left out for others tells nothing new of its
            // issuer.
            holders.put(pin, holder == null || Binding.of(pin).firm() ? by : holder);
        }
        if (signed) {
            // Whatever the dialect calls it, the newest reasoning is this provider's.
            Pins.REASONING.forEach(pin -> holders.put(pin, by));
        }
        List<Cache> caches = new ArrayList<>();
        int cached = (int) Math.min(Integer.MAX_VALUE, usage.cachedRead() + usage.cacheWrite());
        caches.add(new Cache(by.name(), cached, answeredAt, keptNanos));
        if (before != null) {
            before.caches().stream()
                    .filter(cache -> !cache.name().equals(by.name()))
                    .limit(CACHES - 1)
                    .forEach(caches::add);
        }
        return new Memory(by, credential, caches, holders, answeredAt);
    }

    @Nullable
    EndpointKey holder(String pin) {
        EndpointKey known = holders.get(pin);
        return known == null && Binding.of(pin).fromAnswers() ? last : known;
    }

    /** Firm state first, then the open tool loop, then state that could be left out. */
    @Nullable
    Lock lock(RequestFeatures features) {
        Lock movable = null;
        for (String pin : features.pins().stream().sorted().toList()) {
            EndpointKey holder = holder(pin);
            if (holder == null || Binding.of(pin) == Binding.FREE) {
                continue;
            }
            Lock lock = Binding.of(pin).lockTo(holder, pin);
            if (lock.firm()) {
                return lock;
            }
            movable = movable == null ? lock : movable;
        }
        return features.toolLoop() ? new Lock(last.name(), TOOL_LOOP, false) : movable;
    }

    /** The input's beginning that was cached last, wherever that was. */
    int prefixTokens() {
        return caches.isEmpty() ? 0 : caches.getFirst().tokens();
    }

    /** What lies in whose cache; what was kept longer than its vendor keeps it is cold. */
    Map<String, CachedPrefix> prefixes(long now) {
        Map<String, CachedPrefix> prefixes = new HashMap<>();
        for (Cache cache : caches) {
            boolean warm = now - cache.usedAt() < cache.keptNanos();
            prefixes.put(cache.name(), new CachedPrefix(cache.tokens(), warm ? 1 : 0));
        }
        return prefixes;
    }
}
