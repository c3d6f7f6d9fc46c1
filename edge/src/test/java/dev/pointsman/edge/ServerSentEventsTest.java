package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

    private static String framed(String name, String payload) {
        return new String(
                ServerSentEvents.FRAMING.bytes(new Frame(name, Payload.ofUtf8(payload))), StandardCharsets.UTF_8);
    }

    @Test
    void namesAnEventOnlyWhereItHasAName() {
        assertThat(framed("", "{\"é\":1}")).isEqualTo("data: {\"é\":1}\n\n");
        assertThat(framed("ping", "{}")).isEqualTo("event: ping\ndata: {}\n\n");
    }

    @Test
    void writesEachLineOfAPayloadAsDataOfTheSameEvent() {
        assertThat(framed("", "{\n\"a\":1\r\n}\r")).isEqualTo("data: {\ndata: \"a\":1\ndata: }\ndata: \n\n");
    }

    @Test
    void doesNotLetANameBecomeALineOfItsOwn() {
        assertThat(framed("a\ndata: forged", "{}")).isEqualTo("data: {}\n\n");
    }

    @Test
    void writesAnEmptyPayload() {
        assertThat(framed("", "")).isEqualTo("data: \n\n");
    }
}
