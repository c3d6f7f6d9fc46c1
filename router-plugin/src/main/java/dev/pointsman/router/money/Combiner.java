package dev.pointsman.router.money;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at once share one piece of work: one of them does it for all who wait. So a disk that is waited for at
 * each transaction is waited for once by many, and nobody waits for a turn that others take again and again. Thread-safe.
 */
final class Combiner<A, R> {

    private static final int MOST = 100;

    private static final class Call<A, R> {
        private final A argument;
        private @Nullable R result;
        private @Nullable RuntimeException failed;

        private Call(A argument) {
            this.argument = argument;
        }

        private boolean isDone() {
            return result != null || failed != null;
        }
    }

    private final Function<List<A>, List<R>> work;
    private final ReentrantLock working = new ReentrantLock(true);
    private final Deque<Call<A, R>> waiting = new ArrayDeque<>();

    /** @param work makes a result of each argument, in their order; what it throws, every caller gets */
    Combiner(Function<List<A>, List<R>> work) {
        this.work = work;
    }

    R call(A argument) {
        Call<A, R> call = new Call<>(argument);
        synchronized (waiting) {
            waiting.add(call);
        }
        working.lock();
        try {
            while (!call.isDone()) {
                work(next());
            }
        } finally {
            working.unlock();
        }
        if (call.failed != null) {
            throw call.failed;
        }
        return Objects.requireNonNull(call.result, "done means that there is a result");
    }

    private void work(List<Call<A, R>> calls) {
        try {
            List<R> results =
                    work.apply(calls.stream().map(call -> call.argument).toList());
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).result = results.get(i);
            }
        } catch (RuntimeException e) {
            calls.forEach(call -> call.failed = e);
        }
    }

    private List<Call<A, R>> next() {
        List<Call<A, R>> next = new ArrayList<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && next.size() < MOST) {
                next.add(waiting.remove());
            }
        }
        return next;
    }
}
