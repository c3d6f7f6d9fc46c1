package dev.pointsman.provider.testkit.faultkit;

import java.util.List;

/** The cases that were run at one gateway, in order. */
public record FaultReport(List<CaseResult> results) {

    public FaultReport {
        results = List.copyOf(results);
    }

    public long passed() {
        return results.stream().filter(result -> result.verdict().passed()).count();
    }

    public boolean allPassed() {
        return passed() == results.size();
    }

    /** A table of all cases. */
    public String markdown() {
        StringBuilder table = new StringBuilder(passed() + " of " + results.size() + " as expected.\n\n"
                + "| row | case | fault | expected | seen | attempts | ms | |\n|---|---|---|---|---|---|---|---|\n");
        for (CaseResult result : results) {
            FaultCase faultCase = result.faultCase();
            table.append("| ")
                    .append(faultCase.fault().row())
                    .append(" | ")
                    .append(faultCase.name())
                    .append(" | ")
                    .append(faultCase.fault().title())
                    .append(" | ")
                    .append(faultCase.expectation().words())
                    .append(" | ")
                    .append(result.verdict().finding())
                    .append(" | ")
                    .append(result.attempts())
                    .append(" | ")
                    .append(result.answer().took().toMillis())
                    .append(" | ")
                    .append(result.verdict().passed() ? "✓" : "✗")
                    .append(" |\n");
        }
        return table.toString();
    }
}
