package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A response can be closed at every stage, from every thread. */
interface CancelBehaviours extends OnBench {

    /** What {@link ModelResponse#close()} promises. */
    Duration SOON = Duration.ofMillis(100);

    /** On a machine that is busy with other tests one of so many tries must keep the promise. */
    int TRIES = 3;

    @Test
    default void callDoesNoInputOrOutput() throws Exception {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.noHeaders())) {
            ModelResponse response = bench().stream(vendor);
            response.close();

            assertThat(Bench.failure(response).failure()).isInstanceOf(Cancelled.class);
            assertThat(vendor.connectionsSoFar()).isZero();
        }
    }

    @Test
    default void cancelsWhileConnecting() throws Exception {
        assertCancels(Fault.silentConnection(), vendor -> bench().call(vendor.secureUri(), true));
    }

    @Test
    default void cancelsWhileWaitingForHeaders() throws Exception {
        assertCancels(Fault.noHeaders(), vendor -> bench().call(vendor.uri(), false));
    }

    @Test
    default void cancelsWhileWaitingForTheFirstFrame() throws Exception {
        assertCancels(Fault.headersThenSilence(), bench()::stream);
    }

    @Test
    default void cancelsWhileReading() throws Exception {
        List<Frame> first = bench().traffic().beginning("reading");

        assertCancels(Fault.stallAfter(bench().body(first)), vendor -> {
            ModelResponse response = bench().stream(vendor);
            first.forEach(frame -> response.next());
            return response;
        });
    }

    @Test
    default void cancelsWhileOnlyCommentsCome() throws Exception {
        assertCancels(Fault.pingsOnly(Duration.ofMillis(20)), bench()::stream);
    }

    @Test
    default void closeDoesNotWaitBehindAStalledRead() throws Exception {
        Body first = bench().body(bench().traffic().beginning("stalled"));

        try (FaultyVendor vendor = FaultyVendor.start(Fault.stallAfter(first))) {
            ModelResponse response = bench().stream(vendor);
            response.next();
            while (!Running.next(response).isBlockedOrElseDone()) {
                // Frames that have come already are taken one by one, until there is none to take.
            }
            long start = System.nanoTime();

            response.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON.multipliedBy(TRIES));
        }
    }

    @Test
    default void closesFromManyThreadsManyTimes() throws Exception {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.noHeaders());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ModelResponse response = bench().stream(vendor);
            Running running = Running.next(response);
            assertThat(vendor.awaitRequest(Running.PATIENCE)).isTrue();
            List<Callable<Boolean>> closings = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                closings.add(() -> {
                    response.close();
                    return true;
                });
            }

            for (Future<Boolean> closing : threads.invokeAll(closings)) {
                assertThat(closing.get()).isTrue();
            }

            assertThat(running.failure(Running.PATIENCE)).get().isInstanceOf(Cancelled.class);
        }
    }

    @Test
    default void closeEndsTheConnection() throws Exception {
        Body first = bench().body(bench().traffic().beginning("leaving"));

        try (FaultyVendor vendor = FaultyVendor.start(Fault.stallAfter(first))) {
            ModelResponse response = bench().stream(vendor);
            response.next();

            response.close();

            assertThat(vendor.awaitGone(Running.PATIENCE)).isTrue();
        }
    }

    private static void assertCancels(Fault fault, Function<FaultyVendor, ModelResponse> call)
            throws InterruptedException {
        Optional<ProviderFailure> failure = Optional.empty();
        for (int i = 0; i < TRIES && failure.isEmpty(); i++) {
            try (FaultyVendor vendor = FaultyVendor.start(fault)) {
                failure = cancelled(vendor, call.apply(vendor));
            }
        }
        assertThat(failure).as("next() is still blocked %s after close()", SOON).isPresent();
        assertThat(failure).get().isInstanceOf(Cancelled.class);
    }

    private static Optional<ProviderFailure> cancelled(FaultyVendor vendor, ModelResponse response)
            throws InterruptedException {
        Running running = Running.next(response);
        assertThat(vendor.awaitSilence(Running.PATIENCE)).isTrue();
        // What the vendor sent is on its way, and only the client's own code knows when it arrives: a moment is left to
        // it.
        vendor.awaitGone(Duration.ofMillis(40));
        running.awaitBlocked();

        response.close();

        return running.failure(SOON);
    }
}
