package dev.pointsman.router.session;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.health.EndpointKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request's view of its conversation, as it was remembered when the request came. Thread-safe. */
public final class Session {

    private static final String SIGNATURE = "signature";

    private final Sessions sessions;
    private final String workspace;
    private final @Nullable String by;
    private final @Nullable SessionKey key;
    private final @Nullable Memory memory;
    private final boolean hourLong;

    /**
     * @param key null for a request that belongs to no conversation
     * @param hourLong whether the client asks for a prompt cache that keeps for an hour
     */
    Session(
            Sessions sessions,
            String workspace,
            @Nullable String by,
            @Nullable SessionKey key,
            @Nullable Memory memory,
            boolean hourLong) {
        this.sessions = sessions;
        this.workspace = workspace;
        this.by = by;
        this.key = key;
        this.memory = memory;
        this.hourLong = hourLong;
    }

    /** The {@code provider/model} that answered it last; null when unknown or too long ago. */
    public @Nullable String lastModel() {
        return memory != null && sessions.isWarm(memory) ? memory.last().name() : null;
    }

    /**
     * Which credential a request of the conversation should use again at a provider: its account has the prompt cache while that is
     * warm, and the state that the request holds for as long as it is remembered.
     *
     * @return its id; null when it does not matter
     */
    public @Nullable String lastCredential(String provider, RequestFeatures features) {
        return memory != null
                        && memory.last().provider().equals(provider)
                        && (sessions.isWarm(memory) || memory.lock(features) != null)
                ? memory.credential()
                : null;
    }

    /** What it says about where this request goes. */
    public Affinity affinity(RequestFeatures features) {
        String shown = key == null ? null : by + ":" + key.shown();
        if (memory == null) {
            return new Affinity(shown, null, null, 0, Map.of(), hourLong, brokeOff());
        }
        return new Affinity(
                shown,
                memory.lock(features),
                lastModel(),
                memory.prefixTokens(),
                memory.prefixes(sessions.now()),
                hourLong,
                brokeOff());
    }

    private @Nullable String brokeOff() {
        return key == null ? null : sessions.brokenOff().find(key).orElse(null);
    }

    /**
     * Remembers for a few minutes that an answer broke off after its client had begun to see it. Agents ask again then, several
     * times, and what broke the first answer often breaks the next.
     */
    public void brokeOff(EndpointKey by) {
        if (key != null) {
            sessions.brokenOff().update(key, before -> by.name());
        }
    }

    /**
     * Which provider of this workspace's answers a signature came from.
     *
     * @param signature as it stands in the request
     * @return the {@code providers:} entry; null when unknown
     */
    public @Nullable String issuerOf(String signature) {
        return sessions.issuers().find(signatureKey(signature)).orElse(null);
    }

    /**
     * Remembers an answer that ended well.
     *
     * @param features of the request
     * @param credential the id of what it was asked with; null when nothing was needed
     * @param usage as the vendor reported it
     * @param signatures of reasoning in the answer, as the client got them
     */
    public void answered(
            RequestFeatures features,
            EndpointKey by,
            @Nullable String credential,
            Usage usage,
            Set<String> signatures) {
        for (String signature : signatures) {
            sessions.issuers().update(signatureKey(signature), before -> by.provider());
        }
        if (key != null) {
            sessions.brokenOff().forget(key, by.name());
            boolean signed = !signatures.isEmpty();
            long now = sessions.now();
            long kept = sessions.cacheTime(usage, hourLong).toNanos();
            sessions.memories()
                    .update(key, before -> Memory.after(before, features, by, credential, usage, signed, kept, now));
        }
    }

    private SessionKey signatureKey(String signature) {
        return sessions.fingerprints().of(workspace, SIGNATURE, signature);
    }

    @Override
    public String toString() {
        return "Session[" + (key == null ? "none" : by + ":" + key.shown()) + "]";
    }
}
