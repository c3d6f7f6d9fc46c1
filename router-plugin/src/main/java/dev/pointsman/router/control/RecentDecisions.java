package dev.pointsman.router.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last requests, in memory, oldest forgotten first. Thread-safe. */
public final class RecentDecisions {

    private final RoutedRequest[] ring;
    private long count;

    public RecentDecisions(int capacity) {
        this.ring = new RoutedRequest[capacity];
    }

    public synchronized void add(RoutedRequest request) {
        ring[(int) (count % ring.length)] = request;
        count++;
    }

    /** Newest first. */
    public synchronized List<RoutedRequest> latest(int limit) {
        List<RoutedRequest> latest = new ArrayList<>();
        for (long i = count - 1; i >= 0 && i >= count - ring.length && latest.size() < limit; i--) {
            latest.add(ring[(int) (i % ring.length)]);
        }
        return latest;
    }

    /** All that are kept, newest first. */
    public List<RoutedRequest> all() {
        return latest(ring.length);
    }

    public Optional<RoutedRequest> find(String decisionId) {
        return latest(ring.length).stream()
                .filter(request -> request.decision().id().equals(decisionId))
                .findFirst();
    }
}
