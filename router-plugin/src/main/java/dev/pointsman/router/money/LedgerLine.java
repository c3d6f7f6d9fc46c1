package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import org.jspecify.annotations.Nullable;

/**
 * One request as the ledger has it, a later correction included.
 *
 * @param state {@code SETTLED}, {@code VOIDED} or {@code EXPIRED}; {@code CORRECTED} for an expired one whose end was told later
 * @param atMillis when it came in, since the epoch
 * @param provider that answered, or was tried last; as {@code model}
 * @param model the vendor's id of the model that was asked
 * @param servedModel what the vendor says has answered; null when it does not say
 * @param source where the tokens come from: {@code reported}
 * @param tokens of all its attempts, as is the cost
 * @param costMicros USD times 1,000,000; null when the price is unknown
 * @param vendorMicros what vendors themselves say it cost, USD times 1,000,000; null where none says so
 * @param byok whether the workspace's own credential paid
 */
public record LedgerLine(
        String requestId,
        long atMillis,
        String state,
        String outcome,
        String workspace,
        @Nullable String keyId,
        @Nullable String agent,
        String profile,
        String workload,
        String dialect,
        String askedModel,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String servedModel,
        long attempts,
        Usage tokens,
        String source,
        @Nullable Long costMicros,
        @Nullable String priceSource,
        @Nullable Long vendorMicros,
        boolean byok,
        @Nullable Long firstContentMillis,
        @Nullable Long totalMillis) {}
