package dev.pointsman.router.money;

/**
 * What reservations of one model came to, in USD times 1,000,000.
 *
 * @param byok whether workspaces' own credentials paid
 * @param attempts that were billed
 * @param reserved their worst cases
 * @param settled what they were charged
 * @param reported what the tokens that vendors counted come to, of those that counted any
 * @param unreported how many counted none, and were charged their worst case
 * @param excess by how much vendors billed more than the worst case, in all
 * @param vendorTold of how many the vendor itself said what they cost
 * @param vendor what it said of these
 * @param vendorSettled what these were charged
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
        long excess,
        long vendorTold,
        long vendor,
        long vendorSettled) {

    static BudgetDrift none(String provider, String model, boolean byok) {
        return new BudgetDrift(provider, model, byok, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    BudgetDrift with(Closing closing) {
        Long counted = closing.reported();
        Long told = closing.vendor();
        return new BudgetDrift(
                provider,
                model,
                byok,
                attempts + 1,
                reserved + closing.claim().worst(),
                settled + closing.charged(),
                reported + (counted == null ? 0 : counted),
                unreported + (counted == null ? 1 : 0),
                excess + Math.max(0, closing.charged() - closing.claim().worst()),
                vendorTold + (told == null ? 0 : 1),
                vendor + (told == null ? 0 : told),
                vendorSettled + (told == null ? 0 : closing.charged()));
    }
}
