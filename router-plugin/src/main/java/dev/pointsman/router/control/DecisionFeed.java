package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells subscribers of requests as they end. Whoever reads too slowly is dropped; nobody else waits for him. Thread-safe. */
public final class DecisionFeed implements AutoCloseable {

    private static final int MOST_SUBSCRIBERS = 64;

    private final Set<FeedSubscription> subscribers = ConcurrentHashMap.newKeySet();

    void publish(RoutedRequest request) {
        if (subscribers.isEmpty()) {
            return;
        }
        Payload event = StatusJson.event(request);
        for (FeedSubscription subscriber : subscribers) {
            if (!subscriber.offer(event)) {
                subscribers.remove(subscriber);
            }
        }
    }

    /**
     * A frame for each request that ends from now on, until closed.
     *
     * @throws ControlException 429 when there are too many already
     */
    ModelResponse subscribe() {
        if (subscribers.size() >= MOST_SUBSCRIBERS) {
            throw new ControlException(
                    429, "too_many_subscribers", "There are " + MOST_SUBSCRIBERS + " subscribers already.");
        }
        FeedSubscription subscription = new FeedSubscription(subscribers::remove);
        subscribers.add(subscription);
        return subscription;
    }

    /** How many listen. */
    int subscribers() {
        return subscribers.size();
    }

    /** Ends every subscription. */
    @Override
    public void close() {
        subscribers.forEach(FeedSubscription::close);
    }
}
