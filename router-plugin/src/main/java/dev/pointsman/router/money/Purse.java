package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.money.Opening.Opened;
import dev.pointsman.router.money.Opening.Refused;
import dev.pointsman.router.money.Refusal.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The budgets that one request counts to, and what became of asking them. For the request's own thread. */
public final class Purse {

    private final Budgets budgets;
    private final List<BudgetConfig> counted;
    private final Spender spender;
    private final RequestSize size;
    private final String id;
    /** By endpoint: one that was refused is not asked for again, with another credential. */
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();

    private int asked;

    Purse(Budgets budgets, List<BudgetConfig> counted, Spender spender, RequestSize size, String id) {
        this.budgets = budgets;
        this.counted = counted;
        this.spender = spender;
        this.size = size;
        this.id = id;
    }

    /** The most output tokens that this vendor must be told; null where no hard budget needs a bound. */
    public @Nullable Integer outputCap(Offer offer) {
        List<BudgetConfig> matching = matching(offer);
        boolean hard = matching.stream().anyMatch(BudgetConfig::hard);
        return hard && size.makesText() && offer.facts().price() != null ? output(offer, matching) : null;
    }

    /**
     * Holds the worst case of one attempt. Blocks for a transaction of the store where a budget counts.
     *
     * @param left until the attempt is over at the latest
     */
    public Opening open(Offer offer, Duration left) {
        Refusal before = refusals.get(offer.name());
        if (before != null) {
            return new Refused(before);
        }
        List<BudgetConfig> matching = matching(offer);
        boolean hard = matching.stream().anyMatch(BudgetConfig::hard);
        if (matching.isEmpty() || offer.facts().price() == null && (offer.local() || !hard)) {
            return Opening.free();
        }
        int output = size.makesText() ? output(offer, matching) : 0;
        OptionalLong worst = WorstCase.rough(size, offer, output);
        if (worst.isEmpty()) {
            return hard
                    ? refused(
                            offer,
                            new Refusal(Reason.UNPRICED, matching.getFirst().name(), null, null))
                    : Opening.free();
        }
        if (worst.getAsLong() == 0) {
            return Opening.free();
        }
        Opening opening = ask(matching, offer, worst.getAsLong(), left);
        if (opening instanceof Refused refused && refused.refusal().reason() != Reason.STORE_DOWN) {
            OptionalLong exact = WorstCase.exact(size, offer, output);
            if (exact.isPresent() && exact.getAsLong() < worst.getAsLong()) {
                opening = ask(matching, offer, exact.getAsLong(), left);
            }
        }
        return switch (opening) {
            case Opened opened -> opened;
            case Refused refused -> refused(offer, refused.refusal());
        };
    }

    /** The first refusal whose budget names a profile for it. */
    public Optional<Refusal> downgrade() {
        return refusals.values().stream()
                .filter(refusal -> refusal.downgradeTo() != null)
                .findFirst();
    }

    private Opening ask(List<BudgetConfig> matching, Offer offer, long worst, Duration left) {
        asked++;
        return budgets.open(matching, offer, spender.caller().workspace(), id + "-" + asked, worst, left);
    }

    private Refused refused(Offer offer, Refusal refusal) {
        refusals.put(offer.name(), refusal);
        return new Refused(refusal);
    }

    private int output(Offer offer, List<BudgetConfig> matching) {
        Integer most = offer.facts().maxOutput();
        int asked = size.askedOutput()
                .orElseGet(() -> matching.stream()
                        .mapToInt(BudgetConfig::maxOutput)
                        .min()
                        .orElse(BudgetConfig.DEFAULT_MAX_OUTPUT));
        return most == null ? asked : Math.min(asked, most);
    }

    private List<BudgetConfig> matching(Offer offer) {
        return counted.stream()
                .filter(budget -> Spender.any(budget.match().provider(), offer.provider())
                        && Spender.any(budget.match().model(), offer.name()))
                .toList();
    }
}
