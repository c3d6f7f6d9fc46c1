package dev.pointsman.router;

import dev.pointsman.router.control.DecisionArchive;
import dev.pointsman.router.control.PolicyChanges;
import dev.pointsman.router.control.PolicyChanges.Change;
import dev.pointsman.router.control.PolicyChanges.Unanswerable;
import dev.pointsman.router.control.PolicyChanges.Violation;
import dev.pointsman.router.control.ReplayReport;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.RecordedDecision;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/** Decides recorded requests again under another policy, with what was known of the endpoints then. For one thread. */
final class PolicyPreview {

    private static final String NONE = "none";

    private final PolicySnapshot next;
    private final Map<Change, Integer> changes = new LinkedHashMap<>();
    private final Map<Unanswerable, Integer> unanswerable = new LinkedHashMap<>();
    private final Map<Violation, Integer> violations = new LinkedHashMap<>();
    private double beforeUsd;
    private double afterUsd;
    private int unpriced;
    private final Tally beforeTally = new Tally();
    private final Tally afterTally = new Tally();
    private int decisions;
    private int unreadable;

    PolicyPreview(PolicySnapshot next) {
        this.next = next;
    }

    PolicyChanges of(List<RoutedRequest> requests) {
        requests.forEach(this::compare);
        return changes();
    }

    ReplayReport replay(DecisionArchive archive, long sinceMillis) {
        archive.each(sinceMillis, row -> {
            try {
                compare(archive.read(row));
            } catch (IllegalArgumentException e) {
                unreadable++;
            }
        });
        return new ReplayReport(changes(), beforeTally.side(), afterTally.side(), unreadable);
    }

    private PolicyChanges changes() {
        return new PolicyChanges(
                decisions,
                counted(changes, (change, count) -> new Change(change.from(), change.to(), count), Change::count),
                beforeUsd,
                afterUsd,
                unpriced,
                counted(unanswerable, (reason, count) -> new Unanswerable(reason.reason(), count), Unanswerable::count),
                counted(
                        violations,
                        (broken, count) -> new Violation(broken.profile(), broken.demand(), broken.to(), count),
                        Violation::count));
    }

    private void compare(RoutedRequest request) {
        decisions++;
        RecordedDecision before = new RecordedDecision(request.decision());
        Optional<Decision> after = next.decideAgain(before, request.asked());
        String from = request.decision().choice().orElse(NONE);
        String to = after.flatMap(Decision::choice).orElse(NONE);
        beforeTally.count(from, RecordedDecision.expectedSeconds(request.decision()));
        afterTally.count(to, after.map(RecordedDecision::expectedSeconds).orElse(OptionalDouble.empty()));
        if (!from.equals(to)) {
            changes.merge(new Change(from, to, 0), 1, Integer::sum);
        }
        if (!from.equals(NONE) && to.equals(NONE)) {
            String reason = after.isPresent() ? "no_eligible_candidate" : "model_not_found";
            unanswerable.merge(new Unanswerable(reason, 0), 1, Integer::sum);
        }
        after.flatMap(before::brokenBy)
                .ifPresent(demand -> violations.merge(
                        new Violation(request.decision().profile(), demand.code(), to, 0), 1, Integer::sum));
        price(
                RecordedDecision.expectedCost(request.decision()),
                after.map(RecordedDecision::expectedCost).orElse(OptionalDouble.empty()));
    }

    private void price(OptionalDouble before, OptionalDouble after) {
        if (before.isEmpty() || after.isEmpty()) {
            unpriced++;
            return;
        }
        beforeUsd += before.getAsDouble();
        afterUsd += after.getAsDouble();
    }

    /** The most frequent first. */
    private static <T> List<T> counted(Map<T, Integer> counts, BiFunction<T, Integer, T> with, ToIntFunction<T> count) {
        return counts.entrySet().stream()
                .map(entry -> with.apply(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(count).reversed())
                .toList();
    }
}
