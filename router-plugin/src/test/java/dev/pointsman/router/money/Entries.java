package dev.pointsman.router.money;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.util.List;

/** Entries of everyday requests. */
final class Entries {

    static final long NOW = 1_790_000_000_000L;

    private Entries() {}

    static Begun begun(String id) {
        return begun(id, NOW);
    }

    static Begun begun(String id, long atMillis) {
        return new Begun(
                id,
                atMillis,
                atMillis + 60_000,
                "engineering",
                "vk_1",
                "coder",
                "s1",
                "u1",
                "default",
                "code",
                "openai-chat",
                "auto",
                "catalog-1");
    }

    /** Expected to cost 2,500 micro-dollars at most. */
    static Dispatched dispatched(String id, int number) {
        return new Dispatched(id, number, "openai", "gpt", "c1", 3L * number, 1_000, 500, 2_500L, "policy");
    }

    /** Costs 140 micro-dollars. */
    static Ended ended(String id) {
        AttemptReport attempt =
                new AttemptReport(1, "openai", "gpt", "c1", List.of(), List.of(), "ok", null, 3, 120L, 900);
        Bill bill = new Bill(new Usage(1000, 200, 100, 100, 40), UsageSource.REPORTED, 140L, "policy", null);
        return new Ended(
                id, NOW + 900, RequestState.SETTLED, "ok", 1, "gpt-2026", List.of(new BilledAttempt(attempt, bill)));
    }
}
