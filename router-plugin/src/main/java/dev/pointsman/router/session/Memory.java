package dev.pointsman.router.session;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.health.EndpointKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one conversation.
 *
 * @param last who answered last
 * @param credential which credential it answered to; null when none was needed
 * @param cachedTokens of the last request's input, read from or written to the vendor's prompt cache as it reported
 * @param holders who holds state of a kind, by pin
 * @param answeredAt when the last answer ended, in nanoseconds of the sessions' clock
 */
record Memory(
        EndpointKey last,
        @Nullable String credential,
        long cachedTokens,
        Map<String, EndpointKey> holders,
        long answeredAt) {

    static final String TOOL_LOOP = "tool_loop";

    Memory {
        holders = Map.copyOf(holders);
    }

    /**
     * What is known after one more answer.
     *
     * @param before null for the first one
     * @param features of the request that was answered
     * @param signed whether the answer brought reasoning that is known again
     */
    static Memory after(
            @Nullable Memory before,
            RequestFeatures features,
            EndpointKey by,
            @Nullable String credential,
            Usage usage,
            boolean signed,
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
        return new Memory(by, credential, usage.cachedRead() + usage.cacheWrite(), holders, answeredAt);
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

    /** The share of an input that lies in the last vendor's cache, should that be warm still. */
    double cachedShare(int inputTokens) {
        return inputTokens <= 0 ? 0 : Math.min(1, (double) cachedTokens / inputTokens);
    }
}
