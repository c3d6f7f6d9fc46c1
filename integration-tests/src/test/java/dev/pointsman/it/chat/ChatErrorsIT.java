package dev.pointsman.it.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatErrorsIT {

    private static final String TOO_LONG = ChatVendor.error(
            "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
            "invalid_request_error");

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        Policy policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .chat("spare", vendor.at("spare"), "gpt-spare")
                .chat("strict", vendor.at("strict"), "gpt-strict")
                .chat("small", vendor.at("small"), "gpt-small", 8_192)
                .chat("large", vendor.at("large"), "gpt-large", 400_000)
                .profile("default", "good")
                .profile("strict", "strict", "spare")
                .profile("short", "small")
                .profile("long", "small", "large");
        for (int status : new int[] {401, 402, 403, 429, 500}) {
            policy.chat("down" + status, vendor.at("down" + status), "gpt-down")
                    .profile("down" + status, "down" + status);
        }
        gateway = Gateway.serving(policy.yaml(), Map.of("VENDOR_KEY", "sk-vendor"));
        client = OpenAi.client(gateway);
        vendor.plays("good", ChatVendor.says("hello"));
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theVendorsReasonForRefusingARequestReachesItsSenderWithoutKeys(boolean stream) {
        vendor.plays("spare", ChatVendor.says("never"));
        vendor.plays(
                "strict",
                Script.json(
                        400,
                        ChatVendor.error(
                                "Invalid schema for function 'river_length': schema must be of type object."
                                        + " (sk-proj-CANARY1234567890abcdef, org-CANARY1234567890abcd)",
                                "invalid_request_error")));

        BadRequestException refused =
                catchThrowableOfType(BadRequestException.class, () -> call("auto-strict", stream));

        assertThat(refused).hasMessageContaining("Invalid schema for function 'river_length'");
        assertThat(refused.body().toString()).doesNotContain("CANARY");
        assertThat(refused.type()).contains("invalid_request_error");
        assertThat(refused.headers().values("x-should-retry")).containsExactly("false");
        assertThat(vendor.asked("strict")).hasSize(1);
        assertThat(vendor.asked("spare")).isEmpty();
        assertThat(gateway.log()).doesNotContain("river_length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-9", "auto-nothing", "good/nothing", "nobody/gpt-good", "auto/"})
    void anUnknownModelIsToldWithAWayOut(String model) {
        NotFoundException unknown = catchThrowableOfType(NotFoundException.class, () -> call(model, false));

        assertThat(unknown.code()).contains("model_not_found");
        assertThat(unknown.param()).contains("model");
        assertThat(unknown.getMessage()).containsAnyOf("/v1/models", "did you mean", "try");
    }

    @Test
    void aModelOfAVendorCanBeAskedForByItsName() {
        ChatCompletion answer = client.chat().completions().create(OpenAi.ask("good/gpt-good", "hello"));

        assertThat(answer.model()).isEqualTo("gpt-good");
    }

    @Test
    void aWrongKeyIsRefused() {
        OpenAIClient stranger = OpenAi.client(gateway, "pk-wrong-key-of-nobody");

        UnauthorizedException refused = catchThrowableOfType(
                UnauthorizedException.class, () -> stranger.chat().completions().create(OpenAi.ask("auto", "hello")));

        stranger.close();
        assertThat(refused.getMessage()).contains("key").doesNotContain("pk-wrong-key-of-nobody");
    }

    @Test
    void aVendorThatFindsTheRequestTooLargeIsQuoted() {
        vendor.plays(
                "strict", Script.json(413, ChatVendor.error("Request body too big: 20 images.", "request_too_large")));

        OpenAIServiceException refused =
                catchThrowableOfType(OpenAIServiceException.class, () -> call("auto-strict", false));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.getMessage()).contains("20 images");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatDoesNotFitGoesToALargerWindow(boolean stream) {
        vendor.plays("small", Script.json(400, TOO_LONG));
        vendor.plays("large", ChatVendor.says("It fits."));

        assertThat(call("auto-long", stream)).isEqualTo("It fits.");
        assertThat(vendor.asked("small")).hasSize(1);
    }

    @Test
    void aRequestThatFitsNowhereIsToldInTheWordsThatMakeAgentsCompact() {
        vendor.plays("small", Script.json(400, TOO_LONG));

        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> call("auto-short", false));

        assertThat(refused.code()).contains("context_length_exceeded");
        assertThat(refused.getMessage()).contains("maximum context length");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 429, 500})
    void whenEveryVendorIsDownTheClientHearsNothingOfTheirTroubles(int status) {
        String name = "down" + status;
        vendor.plays(name, Script.json(status, ChatVendor.error("Your API key expired; unauthorized; quota.", "x")));

        InternalServerException down =
                catchThrowableOfType(InternalServerException.class, () -> call("auto-" + name, false));

        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.type()).contains("overloaded_error");
        assertThat(down.body().toString())
                .doesNotContainIgnoringCase("unauthorized")
                .doesNotContainIgnoringCase("expired")
                .doesNotContainIgnoringCase("quota")
                .doesNotContainIgnoringCase("api key");
        assertThat(down.headers().values("x-should-retry")).containsExactly("false");
        assertThat(down.headers().values("retry-after")).hasSize(1);
        assertThat(down.headers().values("x-pointsman-decision")).hasSize(1);
    }

    private static String call(String model, boolean stream) {
        ChatCompletionCreateParams params = OpenAi.ask(model, "Name three rivers.");
        if (stream) {
            return OpenAi.text(OpenAi.chunks(client, params));
        }
        return client.chat()
                .completions()
                .create(params)
                .choices()
                .getFirst()
                .message()
                .content()
                .orElse("");
    }
}
