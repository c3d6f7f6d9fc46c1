package dev.pointsman.router.admission;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What clients are told of their limits: of key and workspace the one with less left. */
final class Windows {

    private Windows() {}

    static RateLimits nearest(List<Holder> holders) {
        List<Window> windows = new ArrayList<>();
        add(windows, Kind.REQUESTS, holders, Holder::requests);
        add(windows, Kind.TOKENS, holders, Holder::tokens);
        return new RateLimits(windows);
    }

    private static void add(
            List<Window> windows, Kind kind, List<Holder> holders, Function<Holder, TokenBucket> which) {
        holders.stream()
                .map(which)
                .filter(TokenBucket::isLimited)
                .min(Comparator.comparingLong(TokenBucket::remaining))
                .ifPresent(
                        bucket -> windows.add(Window.of(kind, bucket.limit(), bucket.remaining(), bucket.untilFull())));
    }
}
