package dev.pointsman.host.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says on standard error that something goes on, every two seconds until it is closed. */
final class Progress implements AutoCloseable {

    private static final long EVERY_MILLIS = 2_000;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread teller;

    private Progress(PrintWriter err, String what) {
        this.teller = Thread.ofVirtual().name("pointsman-progress").start(() -> tell(err, what));
    }

    static Progress start(PrintWriter err, String what) {
        return new Progress(err, what);
    }

    private void tell(PrintWriter err, String what) {
        long began = System.nanoTime();
        try {
            while (!done.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                err.println(what + ": " + seconds + " s");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        done.countDown();
        teller.join();
    }
}
