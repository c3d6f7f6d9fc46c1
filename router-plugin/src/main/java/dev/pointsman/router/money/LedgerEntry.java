package dev.pointsman.router.money;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step of a request's account. Immutable; nothing in it is content. */
public sealed interface LedgerEntry {

    /** The request's, which is its decision's. */
    String requestId();

    /**
     * It is about to be sent to a vendor.
     *
     * @param atMillis when it came in, since the epoch
     * @param expiresMillis when nobody waits for its end any more, since the epoch
     * @param sessionHash a keyed fingerprint of its conversation; null when it belongs to none
     * @param userHash a keyed fingerprint of what the caller calls its user
     * @param askedModel what the caller asked for: {@code auto}
     * @param catalogVersion of the prices
     */
    record Begun(
            String requestId,
            long atMillis,
            long expiresMillis,
            String workspace,
            @Nullable String keyId,
            @Nullable String agent,
            @Nullable String sessionHash,
            @Nullable String userHash,
            String profile,
            String workload,
            String dialect,
            String askedModel,
            String catalogVersion)
            implements LedgerEntry {

        public Begun {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(workspace, "workspace");
        }
    }

    /**
     * One attempt is about to be sent.
     *
     * @param number from 1
     * @param startMillis since the request came in
     * @param inputTokens estimated
     * @param outputTokens the client's limit, else what is expected
     * @param costMicros of these tokens; null when the price is unknown
     */
    record Dispatched(
            String requestId,
            int number,
            String provider,
            String model,
            @Nullable String credentialId,
            long startMillis,
            long inputTokens,
            long outputTokens,
            @Nullable Long costMicros,
            @Nullable String priceSource)
            implements LedgerEntry {

        public Dispatched {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(model, "model");
        }
    }

    /**
     * It ended.
     *
     * @param atMillis since the epoch
     * @param outcome {@code ok} or a failure's code
     * @param answeredBy the number of the attempt whose content the client got; of the last one where it got none
     * @param servedModel what the vendor says has answered; null when it does not say
     * @param attempts in order, from number 1
     */
    record Ended(
            String requestId,
            long atMillis,
            RequestState state,
            String outcome,
            int answeredBy,
            @Nullable String servedModel,
            List<BilledAttempt> attempts)
            implements LedgerEntry {

        public Ended {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(state, "state");
            attempts = List.copyOf(attempts);
            Objects.checkIndex(answeredBy - 1, attempts.size());
        }

        /** The attempt that the request's provider, model and times are those of. */
        BilledAttempt answer() {
            return attempts.get(answeredBy - 1);
        }

        /** Of all attempts together. */
        public Bill bill() {
            return Bill.sum(
                    answer().bill(),
                    attempts.stream()
                            .filter(attempt -> attempt != answer())
                            .map(BilledAttempt::bill)
                            .toList());
        }

        /** Since the request came in; null when no content came. */
        @Nullable
        Long firstContentMillis() {
            return answer().report().firstContentMillis();
        }

        /** Since the request came in; null when nobody knows. */
        @Nullable
        Long totalMillis() {
            return state == RequestState.EXPIRED
                    ? null
                    : Long.valueOf(answer().report().endMillis());
        }
    }
}
