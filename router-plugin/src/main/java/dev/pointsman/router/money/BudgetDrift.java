package dev.pointsman.router.money;

/**
 * What reservations of one model came to, in USD times 1,000,000.
 *
 * @param byok whether workspaces' own credentials paid
 * @param attempts that were billed
 * @param reserved their worst cases
 * @param settled what they were charged
 * @param reported what vendors' figures come to, of those that gave any
 * @param unreported how many gave none, and were charged their worst case
 * @param excess by how much vendors billed more than the worst case, in all
 */
public record BudgetDrift(
        String provider,
        String model,
        boolean byok,
        long attempts,
        long reserved,
        long settled,
        long reported,
        long unreported,
        long excess) {

    BudgetDrift with(Closing closing) {
        Long told = closing.reported();
        return new BudgetDrift(
                provider,
                model,
                byok,
                attempts + 1,
                reserved + closing.claim().worst(),
                settled + closing.charged(),
                reported + (told == null ? 0 : told),
                unreported + (told == null ? 1 : 0),
                excess + Math.max(0, closing.charged() - closing.claim().worst()));
    }
}
