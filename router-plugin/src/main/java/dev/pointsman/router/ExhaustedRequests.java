package dev.pointsman.router;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.provider.CallContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Requests for which everything that was allowed has been tried, a moment ago: a caller that sends the very same again, and says so,
 * gets the same answer and no vendor is asked. Kept in memory, as sums. Thread-safe.
 */
final class ExhaustedRequests {

    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>();

    private record Remembered(Exhausted failure, long until) {}

    ExhaustedRequests(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws ProviderException what the same request of the same caller ended with just now */
    void check(ModelRequest request, CallContext context) {
        if (context.callerRetries() > 0) {
            find(name(request, context)).ifPresent(failure -> {
                throw new ProviderException(failure);
            });
        }
    }

    /** Only what the rules gave up is kept: anything else may end otherwise next time. */
    void remember(ModelRequest request, CallContext context, ProviderFailure failure) {
        if (failure instanceof Exhausted exhausted && exhausted.attempts() > 0) {
            Exhausted again = new Exhausted(exhausted.lastCode(), 0, exhausted.retryAfter());
            put(name(request, context), new Remembered(again, nanoTime.getAsLong() + REMEMBERED_NANOS));
        }
    }

    private synchronized Optional<Exhausted> find(String name) {
        Remembered found = remembered.get(name);
        return found == null || found.until() - nanoTime.getAsLong() <= 0
                ? Optional.empty()
                : Optional.of(found.failure());
    }

    private synchronized void put(String name, Remembered failure) {
        remembered.remove(name);
        remembered.put(name, failure);
        if (remembered.size() > MOST) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    private static String name(ModelRequest request, CallContext context) {
        String caller = context.caller().workspace() + '\n' + context.caller().keyId() + '\n' + request.model() + '\n';
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            sum.update(caller.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum.digest(request.payload().array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
