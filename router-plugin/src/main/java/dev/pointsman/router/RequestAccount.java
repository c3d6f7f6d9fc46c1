package dev.pointsman.router;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.attempt.CommittedResponse;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Accounts;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import dev.pointsman.router.money.RequestState;
import dev.pointsman.router.selection.Decision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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

    /** A vendor may have worked on these, and bill it, although no content came. */
    private static final Set<String> MAY_BE_BILLED = Set.of("cancelled", "timed_out", "malformed", "interrupted");

    private final Accounts accounts;
    private final InstantSource clock;
    private final Caller caller;
    private final Decision decision;
    private final RequestFeatures features;
    private final Dialect dialect;
    private final AttemptLimits limits;
    private final long cameAt;
    private @Nullable Dispatched last;
    private @Nullable Price lastPrice;

    /**
     * Nothing is written yet.
     *
     * @param caller whose names become fingerprints
     * @param limits within which the request ends by itself
     */
    RequestAccount(
            Services services,
            Caller caller,
            Decision decision,
            RequestFeatures features,
            Dialect dialect,
            AttemptLimits limits) {
        this.accounts = services.accounts();
        this.clock = services.clock();
        this.caller = caller;
        this.decision = decision;
        this.features = features;
        this.dialect = dialect;
        this.limits = limits;
        this.cameAt = clock.millis();
    }

    /** @throws dev.pointsman.api.failure.ProviderException when the attempt cannot be written down */
    void departs(Hop hop, AttemptReport attempt) {
        Dispatched dispatched = dispatched((RankedHop) hop, attempt);
        if (last == null) {
            accounts.ledger().begin(begun(), dispatched);
        } else {
            accounts.ledger().dispatch(dispatched);
        }
        last = dispatched;
        lastPrice = ((RankedHop) hop).price();
    }

    /**
     * Of an answer that had begun.
     *
     * @param prices by the vendor's own id, of the provider that answered
     */
    Bill answered(
            CommittedResponse response,
            String outcome,
            List<AttemptReport> attempts,
            Function<EndpointKey, @Nullable Price> prices) {
        Bill bill = bill(response, outcome, prices);
        close(RequestState.SETTLED, outcome, served(response), attempts, bill);
        return bill;
    }

    /** What an answer costs by what is known of it so far; nothing is written. */
    Bill bill(CommittedResponse response, String outcome, Function<EndpointKey, @Nullable Price> prices) {
        RankedHop hop = (RankedHop) response.hop();
        return Bill.of(
                response.reportedUsage().orElse(null),
                observed(hop, response, outcome),
                price(hop, served(response), prices));
    }

    private static @Nullable String served(CommittedResponse response) {
        return response.servedModel()
                .filter(said -> NAME.matcher(said).matches())
                .orElse(null);
    }

    /** Of a request that nobody answered; nothing is written when it was never sent. */
    Bill failed(String outcome, List<AttemptReport> attempts) {
        Dispatched sent = last;
        if (sent == null) {
            return Bill.nothing();
        }
        boolean owed =
                !attempts.isEmpty() && MAY_BE_BILLED.contains(attempts.getLast().outcome());
        if (!owed) {
            close(RequestState.VOIDED, outcome, null, attempts, Bill.nothing());
            return Bill.nothing();
        }
        // Its input at least was sent and may have been read.
        Bill bill = Bill.of(null, new Bill.Observed(false, sent.inputTokens(), 0, 0, 0), lastPrice);
        close(RequestState.SETTLED, outcome, null, attempts, bill);
        return bill;
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

    private Bill.Observed observed(RankedHop hop, CommittedResponse response, String outcome) {
        Integer window = hop.facts().model().window();
        Integer output = hop.facts().model().maxOutput();
        long most = window == null ? LARGEST_WINDOW : window;
        return new Bill.Observed(
                outcome.equals(CommittedResponse.OK),
                features.inputTokens(),
                response.contentCharacters(),
                most,
                output == null
                        ? most
                        : Math.max(output, features.maxOutputTokens().orElse(0)));
    }

    /** A vendor that answers with another model than was asked for bills that one. */
    private static @Nullable Price price(
            RankedHop hop, @Nullable String served, Function<EndpointKey, @Nullable Price> prices) {
        if (served != null && !served.equals(hop.endpoint().model())) {
            Price theirs = prices.apply(new EndpointKey(hop.endpoint().provider(), served));
            if (theirs != null) {
                return theirs;
            }
        }
        return hop.price();
    }

    private void close(
            RequestState state, String outcome, @Nullable String served, List<AttemptReport> attempts, Bill bill) {
        AttemptReport end = AttemptLog.answering(attempts).orElseThrow();
        accounts.ledger()
                .end(new Ended(
                        decision.id(),
                        clock.millis(),
                        state,
                        outcome,
                        end.provider(),
                        end.model(),
                        served,
                        attempts,
                        bill.usage(),
                        bill.source(),
                        bill.costMicros(),
                        bill.priceSource(),
                        end.firstContentMillis(),
                        end.endMillis()));
    }
}
