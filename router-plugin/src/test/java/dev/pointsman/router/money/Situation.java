package dev.pointsman.router.money;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.money.Opening.Opened;
import dev.pointsman.router.money.Opening.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What tests of budgets start from: policies as they are written, models, callers. */
final class Situation {

    static final Duration LEFT = Duration.ofMinutes(1);

    private Situation() {}

    /** From the section {@code budgets}. */
    static List<BudgetConfig> budgets(Map<String, Object> section) {
        Map<String, Object> fake = Map.of("type", "fake", "owner", "team", "source", "test");
        return RouterConfig.read(
                        Map.of("version", 1, "providers", Map.of("vendor", fake, "other", fake), "budgets", section),
                        Vocabulary.unchecked())
                .budgets();
    }

    /** One hard budget without an end. */
    static List<BudgetConfig> total(String usd) {
        return budgets(Map.of("all", Map.of("total", usd + " USD")));
    }

    /** USD per million tokens are micro-USD per token. */
    static Offer offer(double input, double output) {
        return new Offer("vendor", "m", priced(input, output), false, false);
    }

    static ModelFacts priced(double input, double output) {
        Price price = new Price(BigDecimal.valueOf(input), BigDecimal.valueOf(output), null, null, "test", null, null);
        return new ModelFacts("m", null, 100_000, 8_000, price, null, 1, null, null, Set.of(), Map.of());
    }

    /** Bounded by 1,000 tokens of input and this much output. */
    static RequestSize size(int output) {
        return new RequestSize(976, 0, 1, false, true, OptionalInt.of(output), () -> 1_000_000);
    }

    static Spender spender(String workspace) {
        return new Spender(Caller.ofWorkspace(workspace), "default");
    }

    static Spender spender(String agent, Map<String, String> labels, String profile) {
        return new Spender(new Caller("w", "key-1", null, agent, null, labels, Bounds.unbounded()), profile);
    }

    static Reservation opened(Opening opening) {
        if (opening instanceof Opened opened) {
            return opened.reservation();
        }
        throw new AssertionError("no money: " + opening);
    }

    static Refusal refused(Opening opening) {
        if (opening instanceof Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("there was money");
    }
}
