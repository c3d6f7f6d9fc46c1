package dev.pointsman.host.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A net below those who name labels: a plugin that puts what callers send into a label must not fill the memory. Meters beyond the
 * limit are refused, whoever asks. Thread-safe.
 */
final class MeterLimit implements MeterFilter {

    private final int most;
    private final Set<Meter.Id> made = ConcurrentHashMap.newKeySet();
    private final Set<String> refusedNames = ConcurrentHashMap.newKeySet();

    MeterLimit(int most) {
        this.most = most;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (made.contains(id) || made.size() < most) {
            made.add(id);
            return MeterFilterReply.NEUTRAL;
        }
        refusedNames.add(id.getName());
        return MeterFilterReply.DENY;
    }

    /** How many names of meters lack some of theirs. */
    int refused() {
        return refusedNames.size();
    }
}
