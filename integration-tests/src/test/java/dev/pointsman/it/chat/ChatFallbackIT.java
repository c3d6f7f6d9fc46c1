package dev.pointsman.it.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens before the first content, another vendor answers and the client sees nothing but its answer. */
class ChatFallbackIT {

    /** A first-token limit of a second, and what a busy machine adds. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        Policy policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .chat("nobody", Vendor.nobody(), "gpt-nobody")
                .chat("limited", vendor.at("limited"), "gpt-limited")
                .chat("second", vendor.at("second"), "gpt-second")
                .profile("default", "good")
                .profile("nobody", "nobody", "good")
                .profile("limited", "limited", "good")
                .profile("chain", "second", "nobody", "good");
        for (Trouble trouble : Trouble.values()) {
            for (String name : List.of(trouble.provider(false), trouble.provider(true))) {
                policy.chat(name, vendor.at(name), "gpt-trouble").hastyProfile(name, name, "good");
                vendor.plays(name, trouble.script());
            }
        }
        vendor.plays("good", ChatVendor.says("Still ", "here."));
        gateway = Gateway.serving(policy.yaml(), Map.of("VENDOR_KEY", "sk-vendor"));
        client = OpenAi.client(gateway);
        gateway.warmUp();
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void aWholeAnswerComesFromTheNextVendor(Trouble trouble) throws Exception {
        String name = trouble.provider(false);
        long began = System.nanoTime();

        try (HttpResponseFor<ChatCompletion> answer =
                client.chat().completions().withRawResponse().create(ask(name))) {
            ChatCompletion completion = answer.parse();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
            assertThat(completion.choices().getFirst().message().content()).contains("Still here.");
            assertThat(completion.model()).isEqualTo("gpt-good");
            assertFellBack(name, answer.headers().values("x-pointsman-decision").getFirst());
            assertThat(answer.headers().values("x-pointsman-attempts")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void aStreamComesFromTheNextVendor(Trouble trouble) throws Exception {
        String name = trouble.provider(true);
        long began = System.nanoTime();

        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> answer =
                        client.chat().completions().withRawResponse().createStreaming(ask(name));
                StreamResponse<ChatCompletionChunk> stream = answer.parse()) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
            assertThat(OpenAi.text(chunks)).isEqualTo("Still here.");
            assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.model()).isEqualTo("gpt-good"));
            assertFellBack(name, answer.headers().values("x-pointsman-decision").getFirst());
        }
    }

    @Test
    void aVendorThatNobodyListensForIsPassedOver() throws Exception {
        HttpResponse<String> answer = new RawClient(gateway).chat("auto-nobody", true);

        assertThat(answer.body()).contains("Still ").endsWith(ChatVendor.DONE);
    }

    @Test
    void afterARateLimitTheVendorIsLeftAloneUntilItsReset() throws Exception {
        vendor.plays("limited", Trouble.RATE_LIMITED.script());
        RawClient raw = new RawClient(gateway);
        raw.chat("auto-limited", false);

        HttpResponse<String> answer = raw.chat("auto-limited", false);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-pointsman-attempts")).contains("1");
        assertThat(vendor.asked("limited")).hasSize(1);
    }

    @Test
    void twoVendorsInTroubleAreNotTooMany() throws Exception {
        vendor.plays("second", Script.json(500, ChatVendor.error("The server had an error.", "server_error")));

        HttpResponse<String> answer = new RawClient(gateway).chat("auto-chain", false);

        assertThat(answer.body()).contains("Still here.");
        assertThat(answer.headers().firstValue("x-pointsman-attempts")).contains("3");
    }

    private static ChatCompletionCreateParams ask(String profile) {
        return OpenAi.ask("auto-" + profile, "Name three rivers.");
    }

    private static void assertFellBack(String provider, String decision) throws Exception {
        assertThat(vendor.asked(provider)).hasSize(1);
        JsonNode record = gateway.decision(decision);
        assertThat(record.path("answered").asText()).isEqualTo("good/gpt-good");
        assertThat(Stream.of(record.path("tried").get(0), record.path("tried").get(1))
                        .map(tried -> tried.path("provider").asText()))
                .containsExactly(provider, "good");
        assertThat(record.at("/tried/0/outcome").asText()).isNotEqualTo("ok");
        assertThat(record.at("/tried/1/outcome").asText()).isEqualTo("ok");
    }
}
