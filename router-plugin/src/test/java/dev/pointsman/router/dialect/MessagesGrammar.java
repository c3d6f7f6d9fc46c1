package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import java.util.List;

/** The order that clients of Anthropic streams rely on. */
final class MessagesGrammar {

    private MessagesGrammar() {}

    /** message_start, (content_block_start, delta*, content_block_stop)* with rising index, message_delta, message_stop. */
    static void check(List<Frame> frames) {
        StringBuilder order = new StringBuilder();
        int index = -1;
        for (Frame frame : frames) {
            JsonNode event = TreeJson.answer(frame.payload());
            assertThat(frame.name()).isEqualTo(event.path("type").asText());
            switch (frame.name()) {
                case "message_start" -> order.append('S');
                case "content_block_start" -> {
                    order.append('(');
                    assertThat(event.path("index").asInt()).isEqualTo(++index);
                }
                case "content_block_delta" -> {
                    order.append('d');
                    assertThat(event.path("index").asInt()).isEqualTo(index);
                }
                case "content_block_stop" -> {
                    order.append(')');
                    assertThat(event.path("index").asInt()).isEqualTo(index);
                }
                case "message_delta" -> order.append('D');
                case "message_stop" -> order.append('E');
                default -> order.append('?');
            }
        }
        assertThat(order).matches("S(\\(d*\\))*DE");
    }
}
