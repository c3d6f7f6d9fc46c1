package dev.pointsman.router.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All chance of a world. For one thread. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        // Neighbouring seeds must not give alike worlds.
        this(new SplittableRandom(seed).split());
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Others for another purpose, so that one that draws more does not change what the other draws. */
    Dice split() {
        return new Dice(random.split());
    }

    double share() {
        return random.nextDouble();
    }

    long number() {
        return random.nextLong();
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration millisBetween(int least, int most) {
        return Duration.ofNanos(random.nextLong(least * 1_000_000L, most * 1_000_000L + 1));
    }

    /** As between events that come by themselves. */
    Duration exponential(Duration mean) {
        return Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * mean.toNanos()));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
