package dev.pointsman.router.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.session.Affinity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReopeningTest {

    private static final HealthReading MEASURED = new HealthReading(null, 0, 0.9, 3_000, 10);

    private final Situation situation =
            Situation.empty().endpoint("a", "cheap", 0.1, 0.3).endpoint("b", "smart", 10, 0.9);

    @Test
    void whereEverybodyIsMeasuredSlowerThanTheCallerWaitsOnlyTimeIsShort() {
        situation.health("a/cheap", MEASURED).health("b/smart", MEASURED);

        Decision decision = within(1_000);

        assertThat(decision.ranking()).isEmpty();
        assertThat(Reopening.onlyTimeIsShort(decision)).isTrue();
        assertThat(Reopening.onlyTimeIsShort(within(4_000))).isFalse();
    }

    @Test
    void whereOthersStandClosedTheSoonestIsTold() {
        situation
                .health("a/cheap", new HealthReading("rate_limited", 9_000, 0.9, -1, -1))
                .health("b/smart", new HealthReading("rate_limited", 4_000, 0.9, -1, -1));

        Decision decision = situation.decide("default", Situation.chat());

        assertThat(Reopening.soonest(decision)).contains(4_000L);
        assertThat(Reopening.onlyTimeIsShort(decision)).isFalse();
    }

    @Test
    void whatIsForbiddenDoesNotOpen() {
        situation
                .health("a/cheap", new HealthReading("rate_limited", 9_000, 0.9, -1, -1))
                .profile("p", Map.of("qualityFloor", 0.99));

        assertThat(Reopening.soonest(situation.decide("p", Situation.chat()))).isEmpty();
    }

    private Decision within(long deadlineMillis) {
        return Selector.decide(situation
                .reader()
                .read(
                        situation.config().profiles().get("default"),
                        Situation.chat(),
                        Dialect.OPENAI_CHAT,
                        Affinity.none(),
                        situation::reading,
                        new Moment(Situation.NOW, 42, deadlineMillis)));
    }
}
