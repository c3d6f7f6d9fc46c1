package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A response can be closed at every stage, from every thread. */
interface CancelBehaviours extends OnBench {

    /** What {@link ModelResponse#close()} promises is 100 ms; the rest is for a machine that is busy with other tests. */
    Duration SOON = Duration.ofMillis(400);

    @Test
    default void callDoesNoInputOrOutput() {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.noHeaders())) {
            ModelResponse response = bench().stream(vendor);
            response.close();

            assertThat(Bench.failure(response).failure()).isInstanceOf(Cancelled.class);
            assertThat(vendor.connections()).isZero();
        }
    }

    @Test
    default void cancelsWhileConnecting() throws Exception {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.silentConnection())) {
            assertCancels(vendor, bench().call(vendor.secureUri(), true));
        }
    }

    @Test
    default void cancelsWhileWaitingForHeaders() throws Exception {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.noHeaders())) {
            assertCancels(vendor, bench().call(vendor.uri(), false));
        }
    }

    @Test
    default void cancelsWhileWaitingForTheFirstFrame() throws Exception {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.headersThenSilence())) {
            assertCancels(vendor, bench().stream(vendor));
        }
    }

    @Test
    default void cancelsWhileReading() throws Exception {
        String first = Sse.text(bench().traffic().beginning("reading"));

        try (FaultyVendor vendor = FaultyVendor.start(Fault.stallAfter(first))) {
            ModelResponse response = bench().stream(vendor);
            for (int i = 0; i < bench().traffic().beginning("reading").size(); i++) {
                response.next();
            }
            assertCancels(vendor, response);
        }
    }

    @Test
    default void cancelsWhileOnlyCommentsCome() throws Exception {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.pingsOnly(Duration.ofMillis(20)))) {
            ModelResponse response = bench().stream(vendor);
            Running running = Running.next(response);
            assertThat(vendor.awaitSilence(Running.PATIENCE)).isTrue();
            onItsWay(vendor);

            response.close();

            assertThat(running.failure(SOON)).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    default void closeDoesNotWaitBehindAStalledRead() throws Exception {
        String first = Sse.text(bench().traffic().beginning("stalled"));

        try (FaultyVendor vendor = FaultyVendor.start(Fault.stallAfter(first))) {
            ModelResponse response = bench().stream(vendor);
            response.next();
            while (!Running.next(response).isBlockedOrElseDone()) {
                // Frames that have come already are taken one by one, until there is none to take.
            }
            long start = System.nanoTime();

            response.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
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

            assertThat(running.failure(SOON)).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    default void closeEndsTheConnection() throws Exception {
        String first = Sse.text(bench().traffic().beginning("leaving"));

        try (FaultyVendor vendor = FaultyVendor.start(Fault.stallAfter(first))) {
            ModelResponse response = bench().stream(vendor);
            response.next();

            response.close();

            assertThat(vendor.awaitGone(Running.PATIENCE)).isTrue();
        }
    }

    private static void assertCancels(FaultyVendor vendor, ModelResponse response) throws InterruptedException {
        Running running = Running.next(response);
        assertThat(vendor.awaitSilence(Running.PATIENCE)).isTrue();
        onItsWay(vendor);
        running.awaitBlocked();

        response.close();

        assertThat(running.failure(SOON)).isInstanceOf(Cancelled.class);
    }

    /** What the vendor sent is on its way, and only the client's own code knows when it arrives: so a moment is left to it. */
    private static void onItsWay(FaultyVendor vendor) throws InterruptedException {
        vendor.awaitGone(Duration.ofMillis(40));
    }
}
