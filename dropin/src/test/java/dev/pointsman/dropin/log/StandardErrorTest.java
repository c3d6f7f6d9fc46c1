package dev.pointsman.dropin.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

class StandardErrorTest {

    private final StandardError log = new StandardError("a.name");

    @Test
    void aLineIsOneJsonObject() {
        String line = log.line(1, Level.WARN, "said \"no\"\nand left", List.of(new KeyValuePair("status", 503)), null);

        assertThat(line)
                .isEqualTo("{\"timestamp\":1,\"level\":\"WARN\",\"threadName\":\""
                        + Thread.currentThread().getName()
                        + "\",\"loggerName\":\"a.name\",\"kvpList\":[{\"status\":\"503\"}],\"formattedMessage\":\"said"
                        + " \\\"no\\\"\\nand left\"}");
    }

    @Test
    void aTraceStaysWithinItsLine() {
        String line = log.line(1, Level.ERROR, "broken", List.of(), new IllegalStateException("why"));

        assertThat(line)
                .contains("\"throwable\":\"java.lang.IllegalStateException: why")
                .hasLineCount(1);
    }

    @Test
    void aWordThatIsNoLevelMeansInfo() {
        assertThat(StandardError.threshold(null)).isEqualTo(Level.INFO);
        assertThat(StandardError.threshold("loud")).isEqualTo(Level.INFO);
        assertThat(StandardError.threshold(" debug ")).isEqualTo(Level.DEBUG);
    }
}
