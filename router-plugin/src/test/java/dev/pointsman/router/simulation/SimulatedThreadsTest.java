package dev.pointsman.router.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SimulatedThreadsTest {

    /** A later JDK may have another door for it; where tests must not be left out, that is an error. */
    static void assumeSupported() {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(SimulatedThreads.areSupported(), "this JDK's virtual threads take no scheduler: no simulation");
        }
    }

    @Test
    void whatWaitsGoesOnWhenItIsAskedAndOnTheThreadThatAsks() {
        assumeSupported();
        SimulatedThreads threads = new SimulatedThreads();
        List<String> happened = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);

        threads.start(() -> {
            happened.add("begins");
            await(over);
            Thread.ofVirtual().start(() -> happened.add("child"));
            happened.add("ends");
        });
        threads.run();
        happened.add("between");
        over.countDown();
        threads.run();

        assertThat(happened).containsExactly("begins", "between", "ends", "child");
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
