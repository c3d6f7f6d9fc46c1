package dev.pointsman.router.money;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Moved by hand. */
final class FakeClock implements InstantSource {

    private volatile Instant now;

    FakeClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration span) {
        now = now.plus(span);
    }

    void set(String instant) {
        now = Instant.parse(instant);
    }
}
