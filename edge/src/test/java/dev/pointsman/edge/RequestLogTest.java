package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogTest {

    private static final String CANARY = "CANARY-1c9a";

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.pointsman.edge");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final TestDoor door = new TestDoor();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private String logged() {
        return lines.list.stream()
                .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void writesOneLineThatSaysWhoAskedForWhatAndHowItWent() {
        door.chat("{\"model\":\"auto\",\"messages\":\"" + CANARY + "\"}");

        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.INFO);
        assertThat(logged())
                .contains(
                        "route=\"POST /v1/chat/completions\"",
                        "status=\"200\"",
                        "outcome=\"completed\"",
                        "model=\"auto\"",
                        "keyId=\"test\"",
                        "workspace=\"default\"",
                        "dialect=\"openai-chat\"")
                .doesNotContain(CANARY);
    }

    @Test
    void writesNothingThatAStrangerSent() {
        door.handle(FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}")
                .key("pm-" + CANARY));
        door.handle(FakeExchange.get("/" + CANARY));
        door.handle(FakeExchange.of(CANARY, "/v1/messages"));
        door.handle(FakeExchange.get("/v1/models").query("key", CANARY).with("host", CANARY));
        door.chat("{\"model\":\"" + CANARY + "\\u001b[31m\"}");
        door.chat("{" + CANARY);

        assertThat(lines.list).hasSize(6);
        assertThat(logged()).doesNotContain(CANARY);
    }

    @Test
    void keepsAVendorsWordsToTheCaller() {
        door.router.answersWith(new ScriptedResponse().fail(new InvalidRequest(400, CallerText.of(CANARY))));

        FakeExchange exchange = door.chat("{\"model\":\"auto\"}");

        assertThat(exchange.answer()).contains(CANARY);
        assertThat(logged()).contains("outcome=\"invalid_request\"").doesNotContain(CANARY);
    }
}
