package dev.pointsman.router;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.attempt.AttemptUse;
import dev.pointsman.router.attempt.CommittedResponse;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Accounts;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.BilledAttempt;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import dev.pointsman.router.money.RequestState;
import dev.pointsman.router.money.UsageSource;
import dev.pointsman.router.selection.Decision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request's account in the ledger: opened before its first attempt is sent, closed once. For the request's own thread, but for
 * a closing by {@code close()}.
 */
final class RequestAccount {

    /** How long after its deadline a request may still report its own end. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** No model takes or makes more; bounds what a vendor may report of one whose window nobody knows. */
    private static final long LARGEST_WINDOW = 10_000_000;

    /** What a vendor calls its model is kept where it looks like a name; it could say anything there, a prompt too. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");

    private final Accounts accounts;
    private final InstantSource clock;
    private final Caller caller;
    private final Decision decision;
    private final RequestFeatures features;
    private final Dialect dialect;
    private final AttemptLimits limits;
    private final AttemptLog log;
    private final Function<EndpointKey, @Nullable Price> prices;
    private final long cameAt;
    /** Of each attempt, in order. */
    private final List<RankedHop> sent = new ArrayList<>();

    /**
     * Nothing is written yet.
     *
     * @param caller whose names become fingerprints
     * @param limits within which the request ends by itself
     * @param log of its attempts
     * @param prices by the vendor's own id, of the provider that answered
     */
    RequestAccount(
            Services services,
            Caller caller,
            Decision decision,
            RequestFeatures features,
            Dialect dialect,
            AttemptLimits limits,
            AttemptLog log,
            Function<EndpointKey, @Nullable Price> prices) {
        this.accounts = services.accounts();
        this.clock = services.clock();
        this.caller = caller;
        this.decision = decision;
        this.features = features;
        this.dialect = dialect;
        this.limits = limits;
        this.log = log;
        this.prices = prices;
        this.cameAt = clock.millis();
    }

    /** @throws dev.pointsman.api.failure.ProviderException when the attempt cannot be written down */
    void departs(Hop hop, AttemptReport attempt) {
        RankedHop ranked = (RankedHop) hop;
        Dispatched dispatched = dispatched(ranked, attempt);
        if (sent.isEmpty()) {
            accounts.ledger().begin(begun(), dispatched);
        } else {
            accounts.ledger().dispatch(dispatched);
        }
        sent.add(ranked);
    }

    /** Writes down how an answer that had begun ended. */
    Ended answered(CommittedResponse response, String outcome) {
        return close(RequestState.SETTLED, outcome, response.attempt(), bills(response, outcome));
    }

    /** What an answer costs by what is known of it so far, with the attempts beside it; nothing is written. */
    Bill bill(CommittedResponse response) {
        List<BilledAttempt> attempts = bills(response, CommittedResponse.OK);
        return ended(RequestState.SETTLED, CommittedResponse.OK, response.attempt(), attempts)
                .bill();
    }

    /** Writes down that nobody answered; null, and nothing is written, where nothing was ever sent. */
    @Nullable
    Ended failed(String outcome) {
        if (sent.isEmpty()) {
            return null;
        }
        List<BilledAttempt> attempts = bills(null, outcome);
        boolean owed = attempts.stream().anyMatch(attempt -> attempt.bill().source() != UsageSource.NONE);
        return close(owed ? RequestState.SETTLED : RequestState.VOIDED, outcome, attempts.size(), attempts);
    }

    private List<BilledAttempt> bills(@Nullable CommittedResponse response, String outcome) {
        List<BilledAttempt> billed = new ArrayList<>();
        for (AttemptReport report : log.reports()) {
            boolean answers = response != null && response.attempt() == report.number();
            AttemptUse use = log.use(report.number());
            boolean complete = answers && outcome.equals(CommittedResponse.OK);
            Bill bill =
                    answers || use.mayBeBilled() ? bill(sent.get(report.number() - 1), use, complete) : Bill.nothing();
            billed.add(new BilledAttempt(report, bill));
        }
        return billed;
    }

    /** Its input at least was sent and may have been read, also where nothing came back. */
    private Bill bill(RankedHop hop, AttemptUse use, boolean complete) {
        return Bill.of(use.reported(), observed(hop, use, complete), price(hop, named(use.servedModel())))
                .toldBy(use.vendorMicros());
    }

    private static @Nullable String named(@Nullable String served) {
        return served != null && NAME.matcher(served).matches() ? served : null;
    }

    private Begun begun() {
        String workspace = caller.workspace();
        String session = accounts.pseudonyms().of(workspace, caller.session());
        return new Begun(
                decision.id(),
                cameAt,
                cameAt + limits.total().plus(GRACE).toMillis(),
                workspace,
                caller.keyId(),
                features.caller().agent(),
                session == null ? decision.inputs().request().session() : session,
                accounts.pseudonyms().of(workspace, caller.user()),
                decision.profile(),
                decision.workload(),
                dialect.name(),
                features.model(),
                decision.inputs().catalogVersion());
    }

    private Dispatched dispatched(RankedHop hop, AttemptReport attempt) {
        int expected = decision.expectedOutputTokens(hop.candidate());
        int output = features.maxOutputTokens().orElse(expected);
        Price price = hop.price();
        return new Dispatched(
                decision.id(),
                attempt.number(),
                attempt.provider(),
                attempt.model(),
                attempt.credentialId(),
                attempt.startMillis(),
                features.inputTokens(),
                output,
                price == null ? null : price.microsFor(Usage.of(features.inputTokens(), output)),
                price == null ? null : price.source());
    }

    private Bill.Observed observed(RankedHop hop, AttemptUse use, boolean complete) {
        Integer window = hop.facts().model().window();
        Integer output = hop.facts().model().maxOutput();
        long most = window == null ? LARGEST_WINDOW : window;
        return new Bill.Observed(
                complete,
                features.inputTokens(),
                use.contentCharacters(),
                most,
                output == null
                        ? most
                        : Math.max(output, features.maxOutputTokens().orElse(0)));
    }

    /** A vendor that answers with another model than was asked for bills that one. */
    private @Nullable Price price(RankedHop hop, @Nullable String served) {
        if (served != null && !served.equals(hop.endpoint().model())) {
            Price theirs = prices.apply(new EndpointKey(hop.endpoint().provider(), served));
            if (theirs != null) {
                return theirs;
            }
        }
        return hop.price();
    }

    private Ended close(RequestState state, String outcome, int answeredBy, List<BilledAttempt> attempts) {
        Ended ended = ended(state, outcome, answeredBy, attempts);
        accounts.ledger().end(ended);
        return ended;
    }

    private Ended ended(RequestState state, String outcome, int answeredBy, List<BilledAttempt> attempts) {
        return new Ended(
                decision.id(),
                clock.millis(),
                state,
                outcome,
                answeredBy,
                named(log.use(answeredBy).servedModel()),
                attempts);
    }
}
