package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;

/**
 * Requests added up; money in USD times 1,000,000.
 *
 * @param succeeded that were answered to their end
 * @param expired of whom nobody knows how they ended; they count as expected
 * @param estimated whose tokens are our estimate, at least in part
 * @param unpriced that used something whose price nobody knows; they are missing in the cost
 * @param tokens of all of them
 * @param costMicros of those whose price is known
 * @param estimatedMicros the part of the cost that rests on estimated tokens
 * @param byok that workspaces' own credentials paid
 * @param byokMicros the part of the cost that these paid
 * @param vendorMicros what vendors themselves say that attempts cost, of those that say so
 * @param vendorComparedMicros what the same attempts cost by our prices
 * @param firstContentMillis from coming in to the first content, summed up
 * @param firstContents of how many
 */
public record UsageTally(
        long requests,
        long succeeded,
        long expired,
        long estimated,
        long unpriced,
        Usage tokens,
        long costMicros,
        long estimatedMicros,
        long byok,
        long byokMicros,
        long vendorMicros,
        long vendorComparedMicros,
        long firstContentMillis,
        long firstContents,
        Latencies latencies,
        Compared compared) {

    static final UsageTally NOTHING =
            new UsageTally(0, 0, 0, 0, 0, Usage.none(), 0, 0, 0, 0, 0, 0, 0, 0, Latencies.NONE, Compared.NOTHING);

    UsageTally plus(UsageTally other) {
        return new UsageTally(
                requests + other.requests,
                succeeded + other.succeeded,
                expired + other.expired,
                estimated + other.estimated,
                unpriced + other.unpriced,
                sum(tokens, other.tokens),
                costMicros + other.costMicros,
                estimatedMicros + other.estimatedMicros,
                byok + other.byok,
                byokMicros + other.byokMicros,
                vendorMicros + other.vendorMicros,
                vendorComparedMicros + other.vendorComparedMicros,
                firstContentMillis + other.firstContentMillis,
                firstContents + other.firstContents,
                latencies.plus(other.latencies),
                compared.plus(other.compared));
    }

    public long failed() {
        return requests - succeeded;
    }

    static Usage sum(Usage one, Usage other) {
        return new Usage(
                one.input() + other.input(),
                one.cachedRead() + other.cachedRead(),
                one.cacheWrite() + other.cacheWrite(),
                one.output() + other.output(),
                one.reasoning() + other.reasoning());
    }
}
