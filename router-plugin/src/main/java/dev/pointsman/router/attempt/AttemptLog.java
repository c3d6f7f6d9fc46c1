package dev.pointsman.router.attempt;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.TranslationLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What was tried for one request, in order, with times since it came in. For the request's own thread. */
public final class AttemptLog {

    /** A long conversation can lose a member in every message. */
    private static final int MOST_LOSSES = 20;

    private final LongSupplier nanoTime;
    private final Departure departure;
    private final long startedAt;
    private final List<AttemptReport> reports = new ArrayList<>();
    private final List<Attempt> sent = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /** A ranked candidate that was left out when its turn came. */
    public record Skipped(String candidate, @Nullable String credentialId, String reason) {}

    public AttemptLog(LongSupplier nanoTime) {
        this(nanoTime, (hop, attempt) -> {});
    }

    /** @param departure hears of each attempt before it is sent */
    public AttemptLog(LongSupplier nanoTime, Departure departure) {
        this.nanoTime = nanoTime;
        this.departure = departure;
        this.startedAt = nanoTime.getAsLong();
    }

    public List<AttemptReport> reports() {
        return List.copyOf(reports);
    }

    /** The one whose content the client got; else the last, empty when none was made. */
    public static Optional<AttemptReport> answering(List<AttemptReport> reports) {
        for (AttemptReport report : reports) {
            if (report.firstContentMillis() != null) {
                return Optional.of(report);
            }
        }
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.getLast());
    }

    /** What an attempt may be billed for, as far as that is known now. */
    public AttemptUse use(int number) {
        for (Attempt attempt : sent) {
            if (attempt.number() == number) {
                return attempt.use();
            }
        }
        return AttemptUse.NONE;
    }

    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** Attempts begun, the running one included. */
    int begun() {
        return reports.size();
    }

    long millis() {
        return (nanoTime.getAsLong() - startedAt) / 1_000_000;
    }

    void skip(Hop hop, String reason) {
        skipped.add(new Skipped(hop.endpoint().name(), hop.credentialId(), reason));
    }

    /** The request goes on under another profile. */
    public void downgraded(String profile, String why) {
        skipped.add(new Skipped("profile " + profile, null, why));
    }

    /**
     * @return its number, from 1
     * @throws dev.pointsman.api.failure.ProviderException when it must not be sent; it is then no attempt
     */
    int begin(Hop hop, OutgoingCall outgoing) {
        AttemptReport report = new AttemptReport(
                reports.size() + 1,
                hop.endpoint().provider(),
                hop.endpoint().model(),
                hop.credentialId(),
                outgoing.edits(),
                outgoing.losses().stream()
                        .limit(MOST_LOSSES)
                        .map(loss -> loss.path() + ": " + loss.reason())
                        .toList(),
                "running",
                null,
                millis(),
                null,
                millis());
        departure.departs(hop, report);
        reports.add(report);
        return report.number();
    }

    void sent(Attempt attempt) {
        sent.add(attempt);
    }

    void committed(int number) {
        AttemptReport report = report(number);
        put(with(report, report.losses(), report.outcome(), report.status(), millis()));
    }

    /** Something was added to the answer on its way to the client. */
    public void answerEdited(String edit) {
        AttemptReport last = answering(reports).orElseThrow();
        List<String> edits = new ArrayList<>(last.edits());
        edits.add("answer " + edit);
        put(new AttemptReport(
                last.number(),
                last.provider(),
                last.model(),
                last.credentialId(),
                edits,
                last.losses(),
                last.outcome(),
                last.status(),
                last.startMillis(),
                last.firstContentMillis(),
                last.endMillis()));
    }

    /** What a client of another dialect did not get of the answer. */
    void answerLost(int number, List<TranslationLoss> losses) {
        AttemptReport report = report(number);
        List<String> all = new ArrayList<>(report.losses());
        losses.stream()
                .limit(MOST_LOSSES)
                .map(loss -> "answer " + loss.path() + ": " + loss.reason())
                .forEach(all::add);
        put(with(report, all, report.outcome(), report.status(), report.firstContentMillis()));
    }

    void end(int number, String outcome, @Nullable Integer status) {
        AttemptReport report = report(number);
        put(with(report, report.losses(), outcome, status, report.firstContentMillis()));
    }

    private AttemptReport report(int number) {
        return reports.get(number - 1);
    }

    private void put(AttemptReport report) {
        reports.set(report.number() - 1, report);
    }

    private AttemptReport with(
            AttemptReport report,
            List<String> losses,
            String outcome,
            @Nullable Integer status,
            @Nullable Long firstContent) {
        return new AttemptReport(
                report.number(),
                report.provider(),
                report.model(),
                report.credentialId(),
                report.edits(),
                losses,
                outcome,
                status,
                report.startMillis(),
                firstContent,
                millis());
    }
}
