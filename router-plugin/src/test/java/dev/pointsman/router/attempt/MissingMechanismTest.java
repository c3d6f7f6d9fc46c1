package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that held without its mechanism would prove nothing. */
class MissingMechanismTest {

    @ParameterizedTest
    @EnumSource(FaultRow.class)
    void everyRowHoldsWithAllMechanisms(FaultRow row) {
        assertThatCode(() -> row.check(new FaultRow.Router(Mechanisms.all()))).doesNotThrowAnyException();
    }

    static Stream<Arguments> oneMissing() {
        return Stream.of(
                Arguments.of(FaultRow.F29_A_DEAD_VENDOR_IS_LEFT_ALONE, new Mechanisms(false, true, true, true, true)),
                Arguments.of(
                        FaultRow.F16_AN_ERROR_BEHIND_THE_ROLE_IS_NEVER_SEEN,
                        new Mechanisms(true, false, true, true, true)),
                Arguments.of(
                        FaultRow.F33_WHAT_IS_NO_LONGER_ALLOWED_GETS_NO_PACKET,
                        new Mechanisms(true, true, false, true, true)),
                Arguments.of(
                        FaultRow.F27_ATTEMPTS_ARE_BOUNDED_WHEN_ALL_FAIL, new Mechanisms(true, true, true, false, true)),
                Arguments.of(
                        FaultRow.F14_AN_ANSWER_THAT_BREAKS_OFF_IS_SETTLED_ONCE,
                        new Mechanisms(true, true, true, true, false)));
    }

    @ParameterizedTest
    @MethodSource("oneMissing")
    void aRowFailsWithoutItsMechanism(FaultRow row, Mechanisms withoutOne) {
        FaultRow.Router crippled = new FaultRow.Router(withoutOne);

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> row.check(crippled));
    }
}
