package dev.pointsman.router.money;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.BudgetMatch;
import dev.pointsman.router.money.BudgetStore.Expired;
import dev.pointsman.router.money.BudgetStore.Totals;
import dev.pointsman.router.money.Claim.Attribution;
import dev.pointsman.router.money.Claim.Share;
import dev.pointsman.router.money.Refusal.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of this room for budgets. One for all policies; a request brings the budgets of its own. Thread-safe.
 *
 * <pre>{@code
 * Purse purse = budgets.purse(config.budgets(), new Spender(caller, "code"), () -> size, decision.id());
 * if (purse.open(offer, left) instanceof Opened opened) {
 *     opened.reservation().settled(usage);          // or unreported(), or voided()
 * }
 * }</pre>
 */
public final class Budgets implements AutoCloseable {

    /** What a reservation outlives its attempt's deadline by. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    private final BudgetStore store;
    private final Settlements settlements;
    private final Thresholds thresholds;
    private final List<BudgetListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    Budgets(BudgetStore store, boolean settleAtOnce) {
        this.store = store;
        this.thresholds = new Thresholds(store, alert -> listeners.forEach(listener -> listener.passed(alert)));
        this.settlements = new Settlements(store, thresholds::look, settleAtOnce);
    }

    /**
     * Over the host's store, which replicas may share; or, where it lends none, in memory: then what was spent is forgotten with
     * the process, which is logged when a policy has budgets.
     *
     * @param clock for windows, where there is no server to ask
     */
    public static Budgets over(HostContext host, InstantSource clock) {
        return host.service(DataSource.class)
                .map(store -> new Budgets(new JdbcBudgets(store, clock), false))
                .orElseGet(() -> new Budgets(new MemoryBudgets(clock), true));
    }

    /** From now on, whoever is told of thresholds is told of these budgets'. */
    public void use(List<BudgetConfig> budgets) {
        if (store instanceof MemoryBudgets && !budgets.isEmpty() && warned.compareAndSet(false, true)) {
            LOG.warn("the host lends no store: what budgets have spent is forgotten when this process ends");
        }
        thresholds.use(budgets.stream()
                .collect(Collectors.toMap(BudgetConfig::name, Function.identity(), (first, second) -> second)));
    }

    public void listen(BudgetListener listener) {
        listeners.add(listener);
    }

    /**
     * Of one request: those of the budgets that it may count to.
     *
     * @param size is asked for only where there are any
     * @param id unique
     */
    public Purse purse(List<BudgetConfig> budgets, Spender spender, Supplier<RequestSize> size, String id) {
        List<BudgetConfig> counted = budgets.stream()
                .filter(budget -> spender.isMatchedBy(budget.match()))
                .toList();
        return new Purse(this, counted, spender, counted.isEmpty() ? RequestSize.NONE : size.get(), id);
    }

    /** Holds the worst case in all of the budgets. Blocks for one transaction. */
    Opening open(List<BudgetConfig> budgets, Offer offer, String workspace, String id, long worst, Duration left) {
        try {
            long now = store.now();
            Claim claim = new Claim(
                    id,
                    worst,
                    shares(budgets, now),
                    now + left.plus(GRACE).toMillis(),
                    new Attribution(workspace, offer.provider(), offer.model(), offer.byok()));
            Map<BudgetWindow, Totals> full = store.reserve(claim);
            if (!full.isEmpty() && settlements.depth() > 0) {
                // Part of what is held may have ended already.
                settlements.flush();
                full = store.reserve(claim);
            }
            Price price = Objects.requireNonNull(offer.facts().price(), "a worst case needs a price");
            return full.isEmpty()
                    ? new Opening.Opened(new HeldReservation(claim, price, settlements::add))
                    : new Opening.Refused(refusal(budgets, claim, full, now));
        } catch (BudgetStoreException e) {
            LOG.atWarn()
                    .addKeyValue("provider", offer.provider())
                    .addKeyValue("exception", e.why())
                    .log("the store of budgets does not answer; only what costs nothing is served");
            return new Opening.Refused(
                    new Refusal(Reason.STORE_DOWN, budgets.getFirst().name(), null, null));
        }
    }

    private static List<Share> shares(List<BudgetConfig> budgets, long now) {
        List<Share> shares = new ArrayList<>();
        for (BudgetConfig budget : budgets) {
            budget.limits()
                    .keySet()
                    .forEach(period ->
                            shares.add(new Share(BudgetWindow.at(budget.name(), period, now), budget.ceiling(period))));
        }
        return shares;
    }

    /** A window that running requests will not free tells more than one that they will. */
    private static Refusal refusal(List<BudgetConfig> budgets, Claim claim, Map<BudgetWindow, Totals> full, long now) {
        List<BudgetWindow> spent = new ArrayList<>();
        for (Share share : claim.shares()) {
            Totals totals = full.get(share.window());
            if (totals != null && claim.worst() > share.ceiling() - totals.spent()) {
                spent.add(share.window());
            }
        }
        BudgetWindow first = spent.isEmpty() ? full.keySet().iterator().next() : spent.getFirst();
        String downgradeTo = budgets.stream()
                .filter(budget -> budget.name().equals(first.budget()))
                .findFirst()
                .map(BudgetConfig::downgradeTo)
                .orElse(null);
        return spent.isEmpty()
                ? new Refusal(Reason.IN_FLIGHT, first.budget(), null, downgradeTo)
                : new Refusal(Reason.SPENT, first.budget(), resets(spent, now), downgradeTo);
    }

    private static @Nullable Duration resets(List<BudgetWindow> windows, long now) {
        long last = now;
        for (BudgetWindow window : windows) {
            OptionalLong end = window.endsAt();
            if (end.isEmpty()) {
                return null;
            }
            last = Math.max(last, end.getAsLong());
        }
        return Duration.ofMillis(last - now);
    }

    /**
     * How these budgets stand now. Blocks for the store.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public BudgetReport report(List<BudgetConfig> budgets) {
        try {
            return new BudgetReport(states(budgets), store.drift(), settlements.depth());
        } catch (BudgetStoreException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /**
     * How those budgets stand that every request of this caller counts to, whatever it asks for. Blocks for the store.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public List<BudgetState> statesFor(List<BudgetConfig> budgets, Caller caller) {
        Spender spender = new Spender(caller, "");
        try {
            return states(budgets.stream()
                    .filter(budget -> isOfEveryRequest(budget.match()) && spender.isMatchedBy(budget.match()))
                    .toList());
        } catch (BudgetStoreException e) {
            throw new StoreUnavailableException(e);
        }
    }

    private static boolean isOfEveryRequest(BudgetMatch match) {
        return match.profile().isEmpty()
                && match.provider().isEmpty()
                && match.model().isEmpty();
    }

    private List<BudgetState> states(List<BudgetConfig> budgets) {
        settlements.flush();
        long now = store.now();
        Map<BudgetWindow, BudgetConfig> windows = new LinkedHashMap<>();
        for (BudgetConfig budget : budgets) {
            budget.limits()
                    .keySet()
                    .forEach(period -> windows.put(BudgetWindow.at(budget.name(), period, now), budget));
        }
        Map<BudgetWindow, Totals> totals = store.read(windows.keySet());
        List<BudgetState> states = new ArrayList<>();
        windows.forEach((window, budget) ->
                states.add(BudgetState.of(budget, window, totals.getOrDefault(window, Totals.NONE))));
        return states;
    }

    /** Ends what nobody ended, and writes what could not be written before. Blocks; call it every half minute or so. */
    public void sweep() {
        settlements.flush();
        try {
            Expired expired = store.expire(store.now());
            thresholds.look(expired.windows());
            if (expired.reservations() > 0) {
                LOG.atInfo()
                        .addKeyValue("reservations", expired.reservations())
                        .log("reservations that nobody ended are charged their worst case");
                listeners.forEach(listener -> listener.expired(expired.reservations()));
            }
        } catch (BudgetStoreException e) {
            LOG.atWarn()
                    .addKeyValue("exception", e.why())
                    .log("the store of budgets does not answer; the next sweep will");
        }
    }

    /** Writes what waits. The store is the host's and stays open. */
    @Override
    public void close() {
        settlements.flush();
    }
}
