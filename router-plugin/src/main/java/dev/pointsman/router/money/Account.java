package dev.pointsman.router.money;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.util.List;

/** What the tables get of one request: how it began and how it ended. */
record Account(Begun begun, Ended ended) {

    /** What nobody can tell any more counts as each of its attempts was expected to be at most: none of them is known to have failed. */
    static Account expired(Begun begun, List<Dispatched> attempts, long nowMillis) {
        return new Account(
                begun,
                new Ended(
                        begun.requestId(),
                        nowMillis,
                        RequestState.EXPIRED,
                        "expired",
                        attempts.size(),
                        null,
                        attempts.stream().map(Account::unknown).toList()));
    }

    private static BilledAttempt unknown(Dispatched attempt) {
        AttemptReport report = new AttemptReport(
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
        Bill most = new Bill(
                Usage.of(attempt.inputTokens(), attempt.outputTokens()),
                UsageSource.ESTIMATED,
                attempt.costMicros(),
                attempt.priceSource(),
                null);
        return new BilledAttempt(report, most);
    }
}
