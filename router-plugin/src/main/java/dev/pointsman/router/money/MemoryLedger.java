package dev.pointsman.router.money;

import java.time.Duration;

/** For a host that lends no store: nothing outlives the process, and the metrics and decisions in memory tell the rest. */
final class MemoryLedger implements UsageLedger {

    @Override
    public void begin(LedgerEntry.Begun request, LedgerEntry.Dispatched first) {
        // Nobody could read it.
    }

    @Override
    public void dispatch(LedgerEntry.Dispatched attempt) {
        // Nobody could read it.
    }

    @Override
    public void end(LedgerEntry.Ended request) {
        // Nobody could read it.
    }

    @Override
    public long waitingBytes() {
        return 0;
    }

    @Override
    public boolean flush(Duration limit) {
        return true;
    }
}
