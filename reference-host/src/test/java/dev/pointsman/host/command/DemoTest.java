package dev.pointsman.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.host.demo.Comparison;
import dev.pointsman.host.demo.Outcome;
import dev.pointsman.host.demo.Outcome.Try;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void bothSidesAgreeOnlyWhereEveryAttemptWasCounted() {
        List<Outcome> outcomes = List.of(
                outcome(new Try("sandbox", "dead", "unreachable"), new Try("sandbox", "cheap", "ok")),
                outcome(new Try("sandbox", "cheap", "ok")));

        List<Comparison> comparisons = Comparison.of(outcomes, Map.of("cheap", 2L, "dead", 2L, "fast", 1L));

        assertThat(comparisons)
                .containsExactly(
                        new Comparison("cheap", 2, 2), new Comparison("dead", 1, 2), new Comparison("fast", 0, 1));
        assertThat(comparisons).extracting(Comparison::agrees).containsExactly(true, false, false);
    }

    @Test
    void smallSumsKeepThreeDigitsAndNoExponent() {
        assertThat(Money.ofMicros(10)).isEqualTo("$0.00001");
        assertThat(Money.ofMicros(0)).isEqualTo("$0");
        assertThat(Money.ofMicros(12_345)).isEqualTo("$0.0123");
        assertThat(Money.usd(1234.5)).isEqualTo("$1230");
    }

    private static Outcome outcome(Try... tries) {
        return new Outcome(200, "sandbox/cheap", "highest score", List.of(tries), 10L, 5);
    }
}
