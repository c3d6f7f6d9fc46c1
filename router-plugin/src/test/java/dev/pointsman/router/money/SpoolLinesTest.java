package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpoolLinesTest {

    @Test
    void readsBackWhatItWrote() {
        List<LedgerEntry> entries = List.of(
                Entries.begun("a"),
                Entries.dispatched("a", 1),
                new Dispatched("a", 2, "p", "m\n\"quoted\"", null, 0, 0, 0, null, null),
                Entries.ended("a"),
                new Ended(
                        "b",
                        1,
                        RequestState.VOIDED,
                        "overloaded",
                        2,
                        null,
                        List.of(
                                attempt(1, new Bill(Usage.of(5, 0), UsageSource.ESTIMATED, null, null, null)),
                                attempt(2, Bill.nothing()))),
                new Ended(
                        "c",
                        1,
                        RequestState.SETTLED,
                        "ok",
                        1,
                        "m-2026",
                        List.of(attempt(1, new Bill(Usage.of(5, 7), UsageSource.CLAMPED, 9L, "policy", 11L)))));

        for (LedgerEntry entry : entries) {
            byte[] line = SpoolLines.write(entry);

            assertThat(SpoolLines.read(line, 0, line.length - 1)).contains(entry);
            assertThat(new String(line, StandardCharsets.UTF_8)).hasLineCount(1).endsWith("\n");
        }
    }

    @Test
    void passesOverALineThatAKillTore() {
        byte[] line = SpoolLines.write(Entries.ended("a"));

        for (int length = 0; length < line.length - 2; length++) {
            assertThat(SpoolLines.read(line, 0, length))
                    .as("the first %d bytes", length)
                    .isEmpty();
        }
    }

    private static BilledAttempt attempt(int number, Bill bill) {
        return new BilledAttempt(
                new AttemptReport(number, "p", "m", null, List.of(), List.of(), "overloaded", 529, 1, null, 9), bill);
    }
}
