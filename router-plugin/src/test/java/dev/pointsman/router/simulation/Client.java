package dev.pointsman.router.simulation;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.attempt.Cancellation;
import dev.pointsman.router.attempt.CommittedResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks, reads what comes, and sees whether it comes as it was promised. For one thread of the world. */
final class Client implements Runnable {

    private static final int PINGS_BUY = 4;

    private final RequestPlan plan;
    private final VirtualTime time;
    private final SimulatedRouter router;
    private final Laws laws;
    private final Cancellation cancellation = new Cancellation();
    private final List<String> endings = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final AttemptLog log;
    private @Nullable CommittedResponse committed;
    private @Nullable Duration left;
    private Duration began = Duration.ZERO;
    private Duration asked = Duration.ZERO;
    private @Nullable String outcome;

    Client(RequestPlan plan, VirtualTime time, SimulatedRouter router, Laws laws) {
        this.plan = plan;
        this.time = time;
        this.router = router;
        this.laws = laws;
        this.log = new AttemptLog(time::nanoTime);
    }

    @Override
    public void run() {
        began = time.elapsed();
        Duration leavesAfter = plan.leavesAfter();
        Runnable stays = leavesAfter == null ? () -> {} : time.after(leavesAfter, this::leave);
        try {
            ask();
            outcome = CommittedResponse.OK;
        } catch (ProviderException e) {
            outcome = e.failure().code();
            checkFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            laws.check(false, plan.number(), "fails with a failure, not with " + e);
        }
        stays.run();
        laws.note(plan.number(), "ends: " + outcome);
        checkAnswer();
    }

    private void ask() throws InterruptedException {
        CommittedResponse response = router.answer(plan, cancellation, log, (answer, end) -> endings.add(end));
        committed = response;
        within(began.plus(plan.mostPatience()), "gets its first content, or an error, in time");
        if (cancellation.isCancelled()) {
            response.close();
        }
        Duration gap = plan.limits().stall().multipliedBy(PINGS_BUY);
        Optional<Frame> frame = Optional.of(Frame.ofUtf8(""));
        while (frame.isPresent()) {
            if (!plan.readsFor().isZero()) {
                time.sleep(plan.readsFor());
            }
            asked = time.elapsed();
            frame = next(
                    response,
                    earlier(
                            asked.plus(gap),
                            later(asked, began.plus(plan.limits().total()))));
            frame.ifPresent(frames::add);
        }
    }

    private Optional<Frame> next(CommittedResponse response, Duration latest) {
        try {
            return response.next();
        } finally {
            within(latest, "never waits longer between two frames");
        }
    }

    private void within(Duration latest, String law) {
        laws.check(time.elapsed().compareTo(latest) <= 0, plan.number(), law);
    }

    private void checkFailure(ProviderException e) {
        Duration gone = left;
        if (gone != null) {
            within(later(gone, asked), "ends as soon as its caller has left");
        }
        if (committed == null) {
            within(began.plus(plan.mostPatience()), "gets its first content, or an error, in time");
        }
        boolean nobody =
                e.failure() instanceof NoEligibleCandidate && log.reports().isEmpty();
        laws.check(!nobody || !router.couldAsk(plan), plan.number(), "is tried where anybody may be asked");
        laws.check(
                gone != null || !(e.failure() instanceof Cancelled), plan.number(), "is cancelled by its caller alone");
    }

    private void checkAnswer() {
        laws.check(endings.size() == (committed == null ? 0 : 1), plan.number(), "is settled once");
        String sender = null;
        int expected = 1;
        for (Frame frame : frames) {
            String[] parts = frame.payload().utf8().split(":");
            laws.check(sender == null || sender.equals(parts[0]), plan.number(), "is answered by one attempt");
            laws.check(Integer.parseInt(parts[1]) == expected, plan.number(), "gets each frame once, in order");
            sender = parts[0];
            expected++;
        }
        boolean complete =
                frames.stream().anyMatch(frame -> WordReader.word(frame).terminates());
        laws.check(complete || !answered(), plan.number(), "never takes a broken answer for a whole one");
    }

    /** The caller hangs up. */
    void leave() {
        left = time.elapsed();
        laws.note(plan.number(), "leaves");
        cancellation.cancel();
        if (committed != null) {
            committed.close();
        }
    }

    boolean answered() {
        return CommittedResponse.OK.equals(outcome);
    }

    AttemptLog log() {
        return log;
    }

    /** {@code ok} or a failure's code; null while it waits. */
    @Nullable
    String outcome() {
        return outcome;
    }

    boolean hasEnded() {
        return outcome != null;
    }

    RequestPlan plan() {
        return plan;
    }

    Duration began() {
        return began;
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
