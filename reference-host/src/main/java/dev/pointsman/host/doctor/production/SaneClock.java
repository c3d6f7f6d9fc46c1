package dev.pointsman.host.doctor.production;

import dev.pointsman.hostkit.store.StoreStanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The clock, after which budgets begin anew and keys expire, agrees with the store's and with what was written before. */
record SaneClock(InstantSource clock) implements ProductionCheck {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final String CHANGE = "timedatectl set-ntp true";

    @Override
    public String id() {
        return "clock-sane";
    }

    @Override
    public Outcome look(Installation installation) {
        Instant now = clock.instant();
        if (installation.store() instanceof StoreStanding.Current current
                && distance(now, Instant.ofEpochMilli(current.clockMillis())).compareTo(TOLERANCE) > 0) {
            return Outcome.broken(
                    "clock",
                    "says " + now + ", and the store says " + Instant.ofEpochMilli(current.clockMillis()),
                    CHANGE + "   # on both machines");
        }
        List<Path> written = new ArrayList<>(installation.configuration().catalogFiles());
        installation.file().ifPresent(written::add);
        try {
            for (Path file : written) {
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                if (changed.isAfter(now.plus(TOLERANCE))) {
                    return Outcome.broken(
                            "clock", "says " + now + ", and " + file + " was written at " + changed, CHANGE);
                }
            }
        } catch (IOException e) {
            return Outcome.unknown("a file does not tell when it was written (" + e.getMessage() + ")");
        }
        return installation.store() instanceof StoreStanding.Current || !written.isEmpty()
                ? Outcome.held("agrees with "
                        + (installation.store() instanceof StoreStanding.Current ? "the store" : "the policy's files"))
                : Outcome.unknown("there is nothing to compare it with; see store-current");
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
