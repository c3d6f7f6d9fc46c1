package dev.pointsman.router;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.DecisionListener;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.LimitReached;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.admission.Admission;
import dev.pointsman.router.admission.Admissions;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.attempt.CommittedResponse;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.TypicalAnswer;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.control.Asked;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.LedgerEntry.Ended;
import dev.pointsman.router.money.UsageSource;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.RequestInputs;
import dev.pointsman.router.selection.Resolution.Resolved;
import dev.pointsman.router.session.Session;
import dev.pointsman.router.telemetry.Measured;
import dev.pointsman.router.telemetry.VendorName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way: what is known of it so far, and the one record of how it ended. For the request's own thread, but for
 * {@link #served()} and for an ending by {@code close()}.
 */
final class Journey {

    private static final Logger LOG = LoggerFactory.getLogger(Journey.class);

    /** What a request with these holds beside text, an estimate of its text cannot be measured by. */
    private static final Set<Capability> NO_TEXT = Set.of(Capability.IMAGES, Capability.AUDIO, Capability.DOCUMENTS);

    private final ModelRequest request;
    private final TracedRequest context;
    private final Services services;
    private final AttemptLog log = new AttemptLog(System::nanoTime, this::departs);
    /** Left once, by whichever end comes first. */
    private final AtomicReference<@Nullable PolicySnapshot> policy = new AtomicReference<>();

    private final AtomicReference<@Nullable Admission> admission = new AtomicReference<>();

    private @Nullable CommittedResponse committed;
    private boolean costShown;
    private @Nullable Asked asked;
    private @Nullable Session session;
    private @Nullable RequestAccount account;
    private @Nullable String downgrade;
    private volatile @Nullable Decision decision;
    private volatile @Nullable RateLimits limits;
    private volatile ServedInfo served = ServedInfo.none();

    Journey(ModelRequest request, CallContext context, Services services) {
        this.request = request;
        this.context = new TracedRequest(services.tracing(), request, context);
        this.services = services;
    }

    ModelRequest request() {
        return request;
    }

    CallContext context() {
        return context;
    }

    AttemptLog log() {
        return log;
    }

    /** Complete once an answer committed or failed. */
    ServedInfo served() {
        return served;
    }

    /** The policy in force now, which stays this request's own until it ends. */
    PolicySnapshot enter(LivePolicy policies) {
        PolicySnapshot entered = policies.enter();
        policy.set(entered);
        return entered;
    }

    /**
     * The caller's leave to ask, by the limits of its key and workspace.
     *
     * @throws ProviderException {@code LimitReached}
     */
    void admit(PolicySnapshot policy, RequestFeatures features) {
        Caller caller = context.caller();
        CallerLimits ofWorkspace = policy.config().workspace(caller.workspace()).limits();
        int answer = TypicalAnswer.tokens(features.workload());
        long estimate = (long) features.inputTokens()
                + Math.min(answer, features.maxOutputTokens().orElse(answer));
        switch (services.admissions().enter(caller, context.limits(), ofWorkspace, estimate)) {
            case Admissions.Admitted admitted -> {
                admission.set(admitted.admission());
                limits = admitted.admission().left();
            }
            case Admissions.Stopped stopped -> {
                limits = stopped.left();
                throw new ProviderException(new LimitReached(stopped.limit(), stopped.retryAfter()));
            }
        }
    }

    /** What is left of the caller's limits, as of its admission. */
    Optional<RateLimits> limits() {
        return Optional.ofNullable(limits).filter(known -> !known.windows().isEmpty());
    }

    /** After a commit the policy is left when the answer ends. */
    void leaveUnlessCommitted() {
        if (committed == null) {
            leave();
        }
    }

    private void leave() {
        Admission admitted = admission.getAndSet(null);
        if (admitted != null) {
            admitted.end();
        }
        PolicySnapshot entered = policy.getAndSet(null);
        if (entered != null) {
            entered.providers().leave();
        }
    }

    void decided(Decision decision, Resolved resolved, RequestFeatures features, Session session) {
        this.asked = new Asked(withoutUser(features), request.dialect(), context.headers());
        this.session = session;
        this.decision = decision;
        this.served = about(decision).reason(resolved.by()).build();
    }

    /** Its attempts may begin now; from here on it ends by itself. */
    void within(AttemptLimits limits) {
        Decision decided = decision;
        Asked known = asked;
        if (decided != null && known != null) {
            account = new RequestAccount(
                    services, context.caller(), decided, known.features(), known.dialect(), limits, log, this::price);
        }
    }

    private void departs(Hop hop, AttemptReport attempt) {
        if (account != null) {
            account.departs(hop, attempt);
        }
        PolicySnapshot entered = policy.get();
        ProviderConfig provider =
                entered == null ? null : entered.config().providers().get(attempt.provider());
        context.departs(attempt, provider == null ? attempt.provider() : VendorName.of(provider));
    }

    /** Goes on under another profile. */
    void downgraded(Resolved from, Resolved to) {
        downgrade = to.by();
        log.downgraded(from.profile().name(), to.by());
    }

    /** The request ended before anything was committed. */
    void failed(ProviderFailure failure) {
        Decision decided = decision;
        if (decided == null) {
            services.meters().refused(failure.code());
            context.ended(null, List.of(), new UsageRecord(Usage.none(), false, null, failure.code()));
            return;
        }
        served = about(decided)
                .attempts(log.reports().size())
                .reason(failure.code())
                .build();
        RequestAccount opened = account;
        Ended ended = opened == null ? null : opened.failed(failure.code());
        record(decided, ended, null, failure.code());
    }

    /** An answer committed; known before its first frame is handed out. */
    void committed(CommittedResponse response) {
        committed = response;
        Decision decided = decision;
        if (decided == null) {
            return;
        }
        int attempts = log.reports().size();
        served = about(decided)
                .provider(response.hop().endpoint().provider())
                .model(response.hop().endpoint().model())
                .attempts(attempts)
                .losses(response.losses())
                .reason(reason(decided, attempts))
                .build();
    }

    private String reason(Decision decided, int attempts) {
        if (attempts > 1) {
            List<AttemptReport> others = log.reports().stream()
                    .filter(report -> report.firstContentMillis() == null)
                    .toList();
            String before = others.getLast().outcome();
            return before.equals(CommittedResponse.HEDGE_LOST) ? "hedged" : "fallback after " + before;
        }
        return downgrade == null ? decided.reason() : downgrade;
    }

    /** A frame on its way to the client, with what the answer costs where it tells usage. */
    Frame priced(Frame frame) {
        Frame priced = services.dialects().withCost(request.dialect(), frame, this::costMicros);
        if (priced != frame && !costShown) {
            costShown = true;
            log.answerEdited("usage.cost");
        }
        return priced;
    }

    /** Of the answer so far; empty where its price is unknown. */
    private OptionalLong costMicros() {
        CommittedResponse answer = committed;
        RequestAccount opened = account;
        Long micros =
                answer == null || opened == null ? null : opened.bill(answer).costMicros();
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /** A committed answer ended, one way or another. */
    void ended(CommittedResponse response, String outcome) {
        try {
            settle(response, outcome);
        } finally {
            leave();
        }
    }

    private void settle(CommittedResponse response, String outcome) {
        Decision decided = decision;
        RequestAccount opened = account;
        if (decided == null || opened == null) {
            return;
        }
        Ended ended = opened.answered(response, outcome);
        Usage used = ended.bill().usage();
        Admission admitted = admission.get();
        if (admitted != null) {
            admitted.used(used.input() + used.output());
        }
        Session conversation = session;
        if (outcome.equals(CommittedResponse.OK)) {
            remember(response);
        } else if (conversation != null && !outcome.equals(CommittedResponse.CANCELLED)) {
            conversation.brokeOff(response.hop().endpoint());
        }
        record(decided, ended, response, outcome);
    }

    private @Nullable Price price(EndpointKey endpoint) {
        PolicySnapshot entered = policy.get();
        return entered == null ? null : entered.price(endpoint);
    }

    /** Only what a vendor reported counts; an estimate would teach us our own guesses. */
    private void remember(CommittedResponse response) {
        Asked known = asked;
        Session conversation = session;
        if (known == null || conversation == null) {
            return;
        }
        RequestFeatures features = known.features();
        EndpointKey by = response.hop().endpoint();
        Usage reported = response.reportedUsage().orElse(Usage.none());
        conversation.answered(features, by, response.hop().credentialId(), reported, response.signatures());
        boolean estimatedText = features.countedBy().equals(RequestInputs.ESTIMATE)
                && features.needs().stream().noneMatch(NO_TEXT::contains);
        services.learned().learn(by.name(), features.workload(), estimatedText ? features.inputTokens() : 0, reported);
        Decision decided = decision;
        if (decided != null
                && reported.input() > 0
                && decided.expectsCached(((RankedHop) response.hop()).candidate())) {
            services.learned().learnCache(by.name(), reported.cachedRead() > 0);
        }
    }

    /** Rules have been asked by now; what is kept of the user's name is a keyed fingerprint. */
    private RequestFeatures withoutUser(RequestFeatures features) {
        Caller caller = features.caller();
        if (caller.user() == null) {
            return features;
        }
        String shown = services.sessions().fingerprintOfUser(caller.workspace(), caller.user());
        Caller kept = new Caller(
                caller.workspace(),
                caller.keyId(),
                shown,
                caller.agent(),
                caller.session(),
                caller.labels(),
                caller.bounds());
        return features.toBuilder().caller(kept).build();
    }

    private ServedInfo.Builder about(Decision decided) {
        return ServedInfo.builder().decisionId(decided.id()).profile(decided.profile());
    }

    /**
     * Tells everybody.
     *
     * @param ended as the ledger has it; null when nothing was sent
     * @param answer null when nobody answered
     */
    private void record(Decision decided, @Nullable Ended ended, @Nullable CommittedResponse answer, String outcome) {
        Bill bill = ended == null ? Bill.nothing() : ended.bill();
        UsageRecord usage =
                new UsageRecord(bill.usage(), bill.source() != UsageSource.REPORTED, bill.costMicros(), outcome);
        context.ended(decided, log.reports(), usage);
        Asked known = asked;
        if (known == null) {
            return;
        }
        services.told(
                new RoutedRequest(services.clock().millis(), decided, known, log.reports(), log.skipped(), usage),
                new Measured(
                        request.streaming(),
                        ended == null ? List.of() : ended.attempts(),
                        ended == null ? null : ended.servedModel(),
                        answer == null ? null : answer.perFrame().orElse(null)));
        for (DecisionListener listener : services.host().providers().extensions(DecisionListener.class)) {
            try {
                listener.onDecision(decided, log.reports(), usage);
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("listener", listener.getClass().getName())
                        .addKeyValue("exception", e.getClass().getName())
                        .log("a decision listener failed");
            }
        }
    }
}
