package dev.pointsman.dropin;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
        return await(result);
    }

    private static <T> T await(FutureTask<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        return switch (e.getCause()) {
            case Error error -> throw error;
            case RuntimeException runtime -> runtime;
            case null -> new IllegalStateException(e);
            case Throwable checked -> new IllegalStateException(checked.getMessage(), checked);
        };
    }
}
