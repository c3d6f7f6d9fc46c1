package dev.pointsman.router.control;

import dev.pointsman.router.money.DecisionStore;
import dev.pointsman.router.money.StoredDecision;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Past requests: the store's, for as long as the policy keeps them, or the last thousand where there is none. Thread-safe. */
public final class DecisionArchive {

    private static final int KEPT_IN_MEMORY = 1000;

    private final RecentDecisions recent = new RecentDecisions(KEPT_IN_MEMORY);
    private final DecisionFeed feed = new DecisionFeed();
    private final @Nullable DecisionStore store;
    private final DecisionRows rows;

    /** @param store empty where the host lends none */
    public DecisionArchive(Optional<DecisionStore> store, DecisionRows rows) {
        this.store = store.orElse(null);
        this.rows = rows;
    }

    public void add(RoutedRequest request) {
        recent.add(request);
        feed.publish(request);
        if (store != null) {
            store.add(() -> rows.row(request));
        }
    }

    /** Tells of each as it is added. */
    public DecisionFeed feed() {
        return feed;
    }

    /** The last ones in memory, for what must be quick; newest first. */
    public List<RoutedRequest> recent() {
        return recent.all();
    }

    /**
     * Newest first.
     *
     * @throws dev.pointsman.router.money.StoreUnavailableException when the store does not answer
     */
    public List<RoutedRequest> latest(int limit) {
        return store == null
                ? recent.latest(limit)
                : store.latest(limit).stream().map(rows::request).toList();
    }

    /** @throws dev.pointsman.router.money.StoreUnavailableException when the store does not answer */
    public Optional<RoutedRequest> find(String decisionId) {
        Optional<RoutedRequest> here = recent.find(decisionId);
        return here.isPresent() || store == null ? here : store.find(decisionId).map(rows::request);
    }

    /** @throws dev.pointsman.router.money.StoreUnavailableException when the store does not answer */
    public long count(long sinceMillis) {
        return store == null ? since(sinceMillis).size() : store.count(sinceMillis);
    }

    /**
     * Those decided from a time on, as they were written down; the oldest first.
     *
     * @throws dev.pointsman.router.money.StoreUnavailableException when the store does not answer
     */
    public void each(long sinceMillis, Consumer<StoredDecision> reader) {
        if (store == null) {
            since(sinceMillis).reversed().forEach(request -> reader.accept(rows.row(request)));
        } else {
            store.each(sinceMillis, reader);
        }
    }

    /** A row as the request it was. */
    public RoutedRequest read(StoredDecision row) {
        return rows.request(row);
    }

    private List<RoutedRequest> since(long sinceMillis) {
        return recent.all().stream()
                .filter(request -> request.decision().inputs().nowMillis() >= sinceMillis)
                .toList();
    }
}
