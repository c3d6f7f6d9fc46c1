package dev.pointsman.router.fake;

import dev.pointsman.router.attempt.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that moves by hand, with timers that fire as it passes them. */
public final class FakeTime implements Timers {

    private record Timer(long at, Runnable task) {}

    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000_000L;

    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable task) {
        Timer timer = new Timer(now + delay.toNanos(), task);
        timers.add(timer);
        return () -> cancel(timer);
    }

    /** Moves the clock and fires what is due, in order, at its own time. */
    public void advance(Duration span) {
        long target = nanoTime() + span.toNanos();
        for (Timer due = nextDue(target); due != null; due = nextDue(target)) {
            due.task().run();
        }
        synchronized (this) {
            now = target;
        }
    }

    public synchronized int pending() {
        return timers.size();
    }

    private synchronized void cancel(Timer timer) {
        timers.remove(timer);
    }

    private synchronized Timer nextDue(long target) {
        Timer due = timers.stream()
                .filter(timer -> timer.at() <= target)
                .min(Comparator.comparingLong(Timer::at))
                .orElse(null);
        if (due != null) {
            timers.remove(due);
            now = Math.max(now, due.at());
        }
        return due;
    }
}
