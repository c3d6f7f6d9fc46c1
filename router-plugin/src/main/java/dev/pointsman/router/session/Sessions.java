package dev.pointsman.router.session;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.dialect.PromptText;
import dev.pointsman.router.dialect.RequestFacts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All conversations that this process remembers. Thread-safe; bounded. */
public final class Sessions {

    /**
     * How much is remembered, and how long.
     *
     * @param sessions at most; of more, the longest unused are forgotten
     * @param signatures at most, of answers whose issuer is remembered
     * @param warm how long after an answer the vendor's prompt cache is expected to hold, and a conversation to stay
     * @param kept how long after its last answer a conversation's locks are known: its state does not cool down
     */
    public record Limits(int sessions, int signatures, Duration warm, Duration kept) {

        /** 10 minutes are what vendors' caches live when used, and what other routers stay for. */
        public static final Limits DEFAULTS = new Limits(50_000, 200_000, Duration.ofMinutes(10), Duration.ofHours(24));
    }

    private static final int KEY_BYTES = 32;

    /** Longer than an agent goes on trying, so that it meets the vendor that failed it last, if at all. */
    static final Duration BROKEN_OFF = Duration.ofMinutes(5);

    private static final int MOST_BROKEN_OFF = 10_000;

    /** Anthropic's two cache times; each use begins them anew. */
    private static final Duration WRITTEN = Duration.ofMinutes(5);

    private static final Duration WRITTEN_FOR_AN_HOUR = Duration.ofHours(1);

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Fingerprints fingerprints;
    private final BoundedMemory<SessionKey, Memory> memories;
    private final BoundedMemory<SessionKey, String> issuers;
    private final BoundedMemory<SessionKey, String> brokenOff;

    /**
     * Remembers nothing yet.
     *
     * @param instanceKey what fingerprints are keyed with; secret
     * @param nanoTime a monotonic clock
     */
    public Sessions(Limits limits, byte[] instanceKey, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.fingerprints = new Fingerprints(instanceKey);
        this.memories = new BoundedMemory<>(limits.sessions(), limits.kept(), nanoTime);
        this.issuers = new BoundedMemory<>(limits.signatures(), limits.kept(), nanoTime);
        this.brokenOff = new BoundedMemory<>(MOST_BROKEN_OFF, BROKEN_OFF, nanoTime);
    }

    /** With the default limits and a key of its own, which dies with the process as its memory does. */
    public static Sessions inThisProcess() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Sessions(Limits.DEFAULTS, key, System::nanoTime);
    }

    /**
     * The conversation that a request belongs to; remembers nothing yet. What the caller says counts first, then what the text
     * names, then how the conversation begins. Different agents, and requests for different models, are different
     * conversations: an agent's side calls for a title must not move the conversation they serve.
     *
     * @param model as it was asked for
     */
    public Session find(Caller caller, String model, RequestFacts facts) {
        String agent = caller.agent() == null ? facts.agentHint() : caller.agent();
        if (caller.session() != null) {
            return session(facts, "caller", caller.workspace(), model, agent, caller.session());
        }
        if (facts.sessionHint() != null) {
            return session(facts, "text", caller.workspace(), model, agent, facts.sessionHint());
        }
        String head = facts.conversationHead().reveal();
        if (head.isBlank()) {
            return new Session(this, caller.workspace(), null, null, null, facts.hourLongCache());
        }
        String user = caller.user() == null ? text(facts.userHint()) : caller.user();
        return session(facts, "head", caller.workspace(), model, agent, user, head);
    }

    private Session session(RequestFacts facts, String by, String workspace, @Nullable String... parts) {
        @Nullable String[] all = new @Nullable String[parts.length + 1];
        all[0] = by;
        System.arraycopy(parts, 0, all, 1, parts.length);
        SessionKey key = fingerprints.of(workspace, all);
        return new Session(this, workspace, by, key, memories.find(key).orElse(null), facts.hourLongCache());
    }

    private static @Nullable String text(@Nullable PromptText hint) {
        return hint == null ? null : hint.reveal();
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }

    BoundedMemory<SessionKey, Memory> memories() {
        return memories;
    }

    BoundedMemory<SessionKey, String> issuers() {
        return issuers;
    }

    /** By {@code provider/model}, whose answer broke off. */
    BoundedMemory<SessionKey, String> brokenOff() {
        return brokenOff;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /**
     * How long a vendor keeps a prompt unused. One that bills for writing says how long; others keep it as long as they like, and
     * mostly as long as conversations are warm here.
     */
    Duration cacheTime(Usage usage, boolean hourLong) {
        if (hourLong) {
            return WRITTEN_FOR_AN_HOUR;
        }
        return usage.cacheWrite() > 0 ? WRITTEN : limits.warm();
    }

    /**
     * What a user's name is kept as: keyed, so that nobody who sees it can tell whether it is a name they know.
     *
     * @param user as the caller names it
     */
    public String fingerprintOfUser(String workspace, String user) {
        return "user:" + fingerprints.of(workspace, "user", user).shown();
    }

    boolean isWarm(Memory memory) {
        return now() - memory.answeredAt() <= limits.warm().toNanos();
    }
}
