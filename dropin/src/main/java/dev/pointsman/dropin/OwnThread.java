package dev.pointsman.dropin;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Runs what libraries might hang thread-locals on. On a host's thread these would outlive the plugin and keep its class loader;
 * here they end with the thread.
 */
final class OwnThread {

    private OwnThread() {}

    /** Blocks until the task is done, also when interrupted: half a start or stop helps nobody. The interrupt is kept. */
    static <T> T call(Callable<T> task) {
        FutureTask<T> result = new FutureTask<>(task);
        Thread thread = Thread.ofPlatform()
                .name("pointsman-dropin")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(result);
        // Libraries look services up through it, and those of the host are not ours.
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.start();
        boolean interrupted = false;
        // The thread's own end is waited for, not the task's alone: afterwards nothing of it is left.
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (result.state()) {
            case SUCCESS -> result.resultNow();
            default -> throw thrown(result.exceptionNow());
        };
    }

    private static RuntimeException thrown(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException runtime -> runtime;
            default -> new IllegalStateException(failure.getMessage(), failure);
        };
    }
}
