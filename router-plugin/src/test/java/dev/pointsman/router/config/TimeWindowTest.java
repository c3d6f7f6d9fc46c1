package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // 2026-11-25 is a Wednesday; Berlin is one hour ahead in winter.
        "2026-11-25T07:59:59Z, false",
        "2026-11-25T08:00:00Z, true",
        "2026-11-25T15:59:59Z, true",
        "2026-11-25T16:00:00Z, false",
        // Two hours ahead in summer.
        "2026-07-01T07:00:00Z, true",
        "2026-07-01T15:00:00Z, false",
        // A Saturday.
        "2026-11-28T10:00:00Z, false"
    })
    void officeHours(Instant at, boolean inside) {
        Set<DayOfWeek> week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

        assertThat(new TimeWindow(week, LocalTime.of(9, 0), LocalTime.of(17, 0), BERLIN).contains(at))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T20:59:59Z, false",
        "2026-11-27T21:00:00Z, true",
        "2026-11-27T23:30:00Z, true",
        // Saturday's early hours belong to Friday's night, Friday's to Thursday's, which is not meant.
        "2026-11-28T04:59:59Z, true",
        "2026-11-28T05:00:00Z, false",
        "2026-11-27T03:00:00Z, false"
    })
    void aNightBelongsToTheDayItBeginsOn(Instant at, boolean inside) {
        TimeWindow fridayNight =
                new TimeWindow(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), BERLIN);

        assertThat(fridayNight.contains(at)).isEqualTo(inside);
    }

    @Test
    void equalEndsAreTheWholeDay() {
        TimeWindow wednesday =
                new TimeWindow(Set.of(DayOfWeek.WEDNESDAY), LocalTime.NOON, LocalTime.NOON, ZoneId.of("UTC"));

        assertThat(wednesday.contains(Instant.parse("2026-11-25T12:00:00Z"))).isTrue();
        assertThat(wednesday.contains(Instant.parse("2026-11-26T11:59:59Z"))).isTrue();
        assertThat(wednesday.contains(Instant.parse("2026-11-26T12:00:00Z"))).isFalse();
    }
}
