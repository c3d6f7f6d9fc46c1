package dev.pointsman.router.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.control.ControlException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    private final Moments moments = new Moments(InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z")));

    @ParameterizedTest
    @CsvSource({
        "90m, 2026-11-25T08:30:00Z",
        "12h, 2026-11-24T22:00:00Z",
        "7d, 2026-11-18T10:00:00Z",
        "2026-11-01, 2026-11-01T00:00:00Z",
        "2026-11-01T12:00:00Z, 2026-11-01T12:00:00Z"
    })
    void readsSpansDaysAndTimes(String text, Instant moment) {
        assertThat(Instant.ofEpochMilli(moments.read("since", text))).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "7", "7w", "-7d", "2026-13-01", "2026-11-1", "+1000000000-01-01T00:00:00Z"})
    void tellsWhatATimeIsWhereItIsNone(String text) {
        assertThatThrownBy(() -> moments.read("since", text))
                .isInstanceOf(ControlException.class)
                .hasMessageStartingWith("since is ");
    }

    @Test
    void noSpanReachesBeforeTheEpoch() {
        assertThat(moments.read("since", "999999d")).isZero();
    }
}
