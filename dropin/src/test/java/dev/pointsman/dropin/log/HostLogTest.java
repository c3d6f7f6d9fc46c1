package dev.pointsman.dropin.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.dropin.log.oldhost.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostLogTest {

    private static final String OLD = "dev.pointsman.dropin.log.oldhost";

    private final org.slf4j.Logger logger = new SinkLogger(
            "a.name",
            HostLog.find(getClass().getClassLoader(), OLD).orElseThrow().sink("a.name"));

    @BeforeEach
    void forget() {
        Logger.LINES.clear();
    }

    @Test
    void linesReachAHostWithSlf4j17() {
        logger.info("{} of {}", 1, 2);
        logger.error("broken", new IllegalStateException("why"));

        assertThat(Logger.LINES).containsExactly("INFO a.name 1 of 2", "ERROR a.name broken why");
    }

    @Test
    void keyValuesStandBehindTheMessage() {
        logger.atWarn().addKeyValue("path", "/x").addKeyValue("status", 503).log("refused");

        assertThat(Logger.LINES).containsExactly("WARN a.name refused path=/x status=503");
    }

    @Test
    void theHostDecidesWhatIsLogged() {
        logger.debug("not asked for");
        logger.atTrace().log("nor this");

        assertThat(logger.isDebugEnabled()).isFalse();
        assertThat(logger.isInfoEnabled()).isTrue();
        assertThat(Logger.LINES).isEmpty();
    }

    @Test
    void whereThereIsNoSlf4jNoneIsFound() {
        assertThat(HostLog.find(getClass().getClassLoader(), "no.such.package")).isEmpty();
    }
}
