package dev.pointsman.router.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that run on the thread that asks, one after the other in the order in which they became ready; so do the threads
 * that they start. The JDK offers no door for that yet: its own tests use this constructor, which asks for
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
final class SimulatedThreads {

    private static final @Nullable Constructor<?> BUILDER = builder();

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Thread.Builder.OfVirtual threads = scheduledBy(ready::add);

    /** Whether this JDK has such threads. */
    static boolean areSupported() {
        return BUILDER != null;
    }

    void start(Runnable task) {
        threads.unstarted(task).start();
    }

    /** Until all that were started have ended or wait. */
    void run() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
        }
    }

    private static Thread.Builder.OfVirtual scheduledBy(Executor carrier) {
        try {
            return (Thread.Builder.OfVirtual)
                    Objects.requireNonNull(BUILDER, "this JDK has none").newInstance(carrier);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JDK's virtual threads take no scheduler", e);
        }
    }

    private static @Nullable Constructor<?> builder() {
        try {
            Constructor<?> known = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            return Optional.of(known).filter(Constructor::trySetAccessible).orElse(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
