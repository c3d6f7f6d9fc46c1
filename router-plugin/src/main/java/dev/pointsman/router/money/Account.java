package dev.pointsman.router.money;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.util.List;

/** What the tables get of one request: how it began and how it ended. */
record Account(Begun begun, Ended ended) {

    /** What nobody can tell any more counts as its last attempt was expected to be at most. */
    static Account expired(Begun begun, List<Dispatched> attempts, long nowMillis) {
        Dispatched last = attempts.getLast();
        return new Account(
                begun,
                new Ended(
                        begun.requestId(),
                        nowMillis,
                        RequestState.EXPIRED,
                        "expired",
                        last.provider(),
                        last.model(),
                        null,
                        attempts.stream().map(Account::unknown).toList(),
                        Usage.of(last.inputTokens(), last.outputTokens()),
                        UsageSource.ESTIMATED,
                        last.costMicros(),
                        last.priceSource(),
                        null,
                        null));
    }

    private static AttemptReport unknown(Dispatched attempt) {
        return new AttemptReport(
                attempt.number(),
                attempt.provider(),
                attempt.model(),
                attempt.credentialId(),
                List.of(),
                List.of(),
                "unknown",
                null,
                attempt.startMillis(),
                null,
                attempt.startMillis());
    }
}
