package dev.pointsman.it.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that breaks off after its first content is an error, and never looks like a whole one. */
class ChatInterruptedIT {

    /** Ways to break off. */
    enum Break {
        RESET((asked, line) -> {
            line.head(200, Script.EVENTS).chunk(ChatVendor.begun(asked.json(), "The Elbe, ", "the "));
            line.reset();
        }),
        END_WITHOUT_A_TERMINATOR((asked, line) -> line.head(200, Script.EVENTS)
                .chunk(ChatVendor.begun(asked.json(), "The Elbe, ", "the "))
                .end()),
        STALL((asked, line) -> line.head(200, Script.EVENTS)
                .chunk(ChatVendor.begun(asked.json(), "The Elbe, ", "the "))
                .untilGone()),
        ERROR_EVENT((asked, line) -> line.head(200, Script.EVENTS)
                .chunk(ChatVendor.begun(asked.json(), "The Elbe, ", "the ") + "data: "
                        + ChatVendor.error("Unauthorized: key sk-CANARY expired", "server_error") + "\n\n")
                .end()),
        GARBAGE((asked, line) -> line.head(200, Script.EVENTS)
                .chunk(ChatVendor.begun(asked.json(), "The Elbe, ", "the ") + "data: {\"id\": CANARY\n\n"
                        + ChatVendor.DONE)
                .end());

        private final Script script;

        Break(Script script) {
            this.script = script;
        }
    }

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        Policy policy = new Policy().chat("good", vendor.at("good"), "gpt-good").profile("default", "good");
        for (Break kind : Break.values()) {
            String name = "break" + kind.ordinal();
            policy.chat(name, vendor.at(name), "gpt-break").hastyProfile(name, name, "good");
            vendor.plays(name, kind.script);
        }
        vendor.plays("good", ChatVendor.says("hello"));
        gateway = Gateway.serving(policy.yaml(), Map.of("VENDOR_KEY", "sk-vendor"));
        client = OpenAi.client(gateway);
        gateway.warmUp();
        vendor.plays("good", ChatVendor.says("never"));
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void theClientSeesAnErrorAndNoTruncatedSuccess(Break kind) {
        StringBuilder text = new StringBuilder();

        Throwable thrown = catchThrowable(() -> {
            try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                    .completions()
                    .createStreaming(OpenAi.ask("auto-break" + kind.ordinal(), "Name three rivers, as a stream."))) {
                stream.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .forEach(choice -> choice.delta().content().ifPresent(text::append));
            }
        });

        assertThat(text).hasToString("The Elbe, the ");
        assertThat(thrown).isInstanceOf(OpenAIException.class);
        assertThat(vendor.asked("good")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void whoAsksAgainIsAnsweredBySomebodyElse(Break kind) throws Exception {
        String body = "{\"model\":\"auto-break" + kind.ordinal()
                + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Name three lakes.\"}]}";
        RawClient raw = new RawClient(gateway);
        HttpResponse<String> broken = raw.post("/v1/chat/completions", body);
        assertThat(broken.body()).contains("\"interrupted\"");
        vendor.plays("good", ChatVendor.says("The Havel."));

        HttpResponse<String> again = raw.post("/v1/chat/completions", body);

        vendor.plays("good", ChatVendor.says("never"));
        assertThat(again.body()).contains("The Havel.").endsWith("data: [DONE]\n\n");
        assertThat(again.headers().firstValue("x-pointsman-attempts")).contains("1");
        assertThat(again.headers().firstValue("x-pointsman-reason").orElseThrow())
                .startsWith("the conversation's last answer broke off at break" + kind.ordinal());
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void theLastEventIsAnErrorWithoutTheVendorsWords(Break kind) throws Exception {
        HttpResponse<String> answer = new RawClient(gateway).chat("auto-break" + kind.ordinal(), true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("The Elbe, ")
                .doesNotContain("[DONE]")
                .doesNotContain("CANARY");
        String last = answer.body().strip().lines().toList().getLast();
        assertThat(last)
                .startsWith("data: {\"error\":{")
                .contains("\"interrupted\"")
                .contains("overloaded_error");
        String id = answer.headers().firstValue("x-pointsman-decision").orElseThrow();
        assertThat(gateway.decision(id).path("outcome").asText()).isNotEqualTo("ok");
        assertThat(gateway.log()).doesNotContain("CANARY");
    }
}
