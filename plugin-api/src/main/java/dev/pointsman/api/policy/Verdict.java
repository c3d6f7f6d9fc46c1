package dev.pointsman.api.policy;

import java.util.Objects;

/** What a filter says of one candidate. */
public sealed interface Verdict {

    static Verdict keep() {
        return Keep.INSTANCE;
    }

    /**
     * @param reason stable and without content: {@code context_window}, {@code breaker_open}
     */
    static Verdict drop(String reason) {
        return new Drop(reason);
    }

    /** The candidate may answer. */
    enum Keep implements Verdict {
        INSTANCE
    }

    /** The candidate may not answer. */
    record Drop(String reason) implements Verdict {
        public Drop {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
