package dev.pointsman.router.money;

import dev.pointsman.router.money.BudgetStore.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends of reservations on their way to the store, many in one transaction: the end of an answer does not wait for a disk. What
 * the store does not take is kept and tried again; what gets lost with the process expires at its worst case. Thread-safe.
 */
final class Settlements {

    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);
    private static final int BATCH = 200;
    private static final int MOST = 100_000;

    private final BudgetStore store;
    private final Consumer<Map<BudgetWindow, Totals>> changed;
    private final boolean atOnce;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Closing> waiting = new ArrayDeque<>();
    private boolean coming;

    /** @param atOnce whether the store is so quick that nobody need wait elsewhere */
    Settlements(BudgetStore store, Consumer<Map<BudgetWindow, Totals>> changed, boolean atOnce) {
        this.store = store;
        this.changed = changed;
        this.atOnce = atOnce;
    }

    void add(Closing closing) {
        boolean start;
        synchronized (waiting) {
            if (waiting.size() >= MOST) {
                LOG.atError()
                        .addKeyValue("reservation", closing.claim().id())
                        .log("too many reservations wait for the store; this one will expire at its worst case");
                return;
            }
            waiting.add(closing);
            start = !atOnce && !coming;
            coming |= start;
        }
        if (atOnce) {
            flush();
        } else if (start) {
            Thread.ofVirtual().name("pointsman-settlements").start(this::come);
        }
    }

    int depth() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Waits until all that was added before is written, or the store does not answer. */
    void flush() {
        writing.lock();
        try {
            for (List<Closing> batch = batch(); !batch.isEmpty(); batch = batch()) {
                write(batch);
            }
        } catch (BudgetStoreException e) {
            LOG.atWarn()
                    .addKeyValue("waiting", depth())
                    .addKeyValue("exception", e.why())
                    .log("the store of budgets does not answer; ends of reservations wait for it");
        } finally {
            writing.unlock();
        }
    }

    private void come() {
        synchronized (waiting) {
            // From here on a new one needs a new thread; it then waits for this one's transaction and shares the next.
            coming = false;
        }
        flush();
    }

    private void write(List<Closing> batch) {
        Map<BudgetWindow, Totals> totals = store.close(batch);
        synchronized (waiting) {
            batch.forEach(any -> waiting.removeFirst());
        }
        batch.forEach(Settlements::noteExcess);
        changed.accept(totals);
    }

    private List<Closing> batch() {
        synchronized (waiting) {
            return waiting.stream().limit(BATCH).collect(ArrayList::new, List::add, List::addAll);
        }
    }

    private static void noteExcess(Closing closing) {
        long excess = closing.charged() - closing.claim().worst();
        if (excess > 0) {
            LOG.atWarn()
                    .addKeyValue("provider", closing.claim().attribution().provider())
                    .addKeyValue("model", closing.claim().attribution().model())
                    .addKeyValue("reservedMicros", closing.claim().worst())
                    .addKeyValue("excessMicros", excess)
                    .log("a vendor bills more than the worst case");
        }
    }
}
