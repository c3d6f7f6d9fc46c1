package dev.pointsman.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UsagePrinterTest {

    private static final String FIGURES = """
            "requests": 3, "errors": 1, "input": 2000, "cachedRead": 400, "output": 200, "costMicros": 12345678,
            "unpriced": 2, "estimatedMicros": 6172839, "byok": 1, "byokMicros": 1234567, "p50Millis": 100, "p95Millis": null""";

    @Test
    void printsALineForEachGroupAndOneForAll() throws Exception {
        String printed = print("""
                {"since": "a", "until": "b", "total": {%s}, "budgets": [],
                 "groups": [{"model": "x/y", "day": null, %s}, {"model": null, "day": "2026-11-01", %s}]}""".formatted(FIGURES, FIGURES, FIGURES));

        assertThat(printed.lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
                .containsExactly(
                        "from a to b",
                        "model|day|requests|errors|input|cached|output|cost|estimated|p50|p95",
                        "x/y|-|3|1|2000|400|200|$12.345678|50%|100 ms|-",
                        "-|2026-11-01|3|1|2000|400|200|$12.345678|50%|100 ms|-",
                        "all|-|3|1|2000|400|200|$12.345678|50%|100 ms|-",
                        "2 requests went to models whose price nobody knows; they are missing in the cost.",
                        "$1.234567 (10%) were paid with workspaces' own credentials.");
    }

    @Test
    void tellsWhatWasSavedAndWhatWasSpentInVain() throws Exception {
        String saved = compared(12_000_000, 3_000_000);
        String lost = compared(12_000_000, 15_000_000);

        assertThat(saved).contains("would have cost $12.00 at x/y instead of $3.00: $9.00 saved (75%, 4 requests");
        assertThat(lost).contains("would have cost $12.00 at x/y instead of $15.00: $3.00 more were spent (25%, 4");
    }

    @Test
    void printsBudgets() throws Exception {
        String printed = print("""
                {"total": {%s}, "groups": [], "budgets": [{"budget": "all", "period": "total", "enforcement": "hard",
                 "limit": 5000000, "spent": 1, "held": 20, "resetsAt": null}]}""".formatted(FIGURES));

        assertThat(printed.replaceAll(" {2,}", "|")).contains("all|total|hard|$5.00|$0.000001|$0.00002|never");
    }

    private static String compared(long baseline, long cost) throws Exception {
        return print("""
                {"total": {%s, "compared": 4, "baselineMicros": %d, "comparedMicros": %d, "savedMicros": %d},
                 "groups": [], "budgets": [], "baseline": {"model": "x/y"}}""".formatted(FIGURES, baseline, cost, baseline - cost));
    }

    private static String print(String usage) throws Exception {
        StringWriter text = new StringWriter();
        new UsagePrinter(new PrintWriter(text, true)).print(new ObjectMapper().readTree(usage));
        return text.toString();
    }
}
