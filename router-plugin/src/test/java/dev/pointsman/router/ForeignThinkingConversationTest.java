package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two vendors that speak Anthropic's dialect, each signing its thinking with its own name. */
class ForeignThinkingConversationTest {

    private static final String ASKED = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final String AGAIN = "{\"role\":\"user\",\"content\":\"and now?\"}";

    private final List<String> sent = new ArrayList<>();
    private String down = "none";
    private final ModelProvider auto = new AutoProviderFactory()
            .create(new ProviderSettings("auto", "auto", policy()), new FakeHost(new Thinkers()));

    @AfterEach
    void close() {
        auto.close();
    }

    @Test
    void thinkingIsLeftOutForAnotherVendorAndComesBackToItsIssuer() {
        ask(ASKED);
        String first = ASKED + "," + answered("one") + "," + AGAIN;
        down = "one";
        ask(first);
        String elsewhere = sent.getLast();

        down = "two";
        ask(first + "," + answered("two") + "," + AGAIN);
        String back = sent.getLast();

        assertThat(elsewhere).contains("m-two", "hello").doesNotContain("signed-by-one");
        assertThat(back).contains("m-one", "signed-by-one").doesNotContain("signed-by-two");
    }

    @Test
    void theConversationStaysWithWhoSignedLast() {
        ask(ASKED);
        String first = ASKED + "," + answered("one") + "," + AGAIN;
        down = "one";
        ask(first);
        down = "none";

        ask(first + "," + answered("two") + "," + AGAIN);

        assertThat(sent.getLast()).contains("m-two", "signed-by-two").doesNotContain("signed-by-one");
    }

    private void ask(String messages) {
        String body = "{\"model\":\"auto\",\"max_tokens\":100,\"messages\":[" + messages + "]}";
        ModelRequest request = ModelRequest.of("auto", Dialect.ANTHROPIC_MESSAGES, false, Payload.ofUtf8(body));
        try (ModelResponse response = auto.call(request, CallContext.ANONYMOUS)) {
            while (response.next().isPresent()) {
                // Read to the end, so that the answer counts.
            }
        }
    }

    private static String answered(String by) {
        return "{\"role\":\"assistant\",\"content\":" + content(by) + "}";
    }

    private static String content(String by) {
        return "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"signed-by-" + by
                + "\"},{\"type\":\"text\",\"text\":\"hello\"}]";
    }

    private static Map<String, Object> policy() {
        return Map.of("version", 1, "providers", Map.of("one", provider("one", 1), "two", provider("two", 5)));
    }

    private static Map<String, Object> provider(String name, int usdPerMillion) {
        Map<String, Object> model =
                Map.of("id", "m-" + name, "price", Map.of("input", usdPerMillion, "output", usdPerMillion));
        return Map.of("type", "thinker", "owner", "team", "models", List.of(model));
    }

    private final class Thinkers implements ModelProviderFactory {

        @Override
        public String type() {
            return "thinker";
        }

        @Override
        public ModelProvider create(ProviderSettings settings, HostContext host) {
            return new Thinker(settings.name());
        }
    }

    private final class Thinker implements ModelProvider {

        private final String name;

        private Thinker(String name) {
            this.name = name;
        }

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>(List.of(Dialect.ANTHROPIC_MESSAGES));
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            sent.add(request.payload().utf8());
            return new OneFrame(
                    down.equals(name)
                            ? null
                            : "{\"type\":\"message\",\"role\":\"assistant\",\"content\":" + content(name)
                                    + ",\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":9,\"output_tokens\":3}}");
        }
    }

    private static final class OneFrame implements ModelResponse {

        private String json;
        private final boolean fails;

        private OneFrame(String json) {
            this.json = json;
            this.fails = json == null;
        }

        @Override
        public Optional<Frame> next() {
            if (fails) {
                throw new ProviderException(new Overloaded());
            }
            Optional<Frame> frame = Optional.ofNullable(json).map(Frame::ofUtf8);
            json = null;
            return frame;
        }

        @Override
        public void close() {}
    }
}
