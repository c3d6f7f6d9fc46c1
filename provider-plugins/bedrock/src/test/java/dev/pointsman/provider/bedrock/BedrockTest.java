package dev.pointsman.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.testkit.ContractHost;
import dev.pointsman.provider.testkit.FakeVendor;
import dev.pointsman.provider.testkit.Received;
import dev.pointsman.provider.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockTest {

    private static final String ANSWER = "{\"output\":{},\"stopReason\":\"end_turn\"}";
    private static final String BODY = "{\"messages\":[]}";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    private final FakeVendor vendor = FakeVendor.start();
    private final ContractHost host = new ContractHost();

    @AfterEach
    void close() {
        vendor.close();
        host.close();
    }

    @Test
    void namesTheModelInThePath() {
        vendor.answersJson(200, ANSWER);

        call(Map.of(), false, CallContext.ANONYMOUS).next();

        assertThat(received().target()).isEqualTo("/model/us.anthropic.claude-v1%3A0/converse");
        assertThat(received().header("authorization")).isEmpty();
    }

    @Test
    void asksForAStreamAtItsOwnDoor() {
        vendor.streams(Wire.AWS_EVENT_STREAM.body(List.of(new Frame("messageStop", Payload.ofUtf8("{}")))));

        ModelResponse response = call(Map.of(), true, CallContext.ANONYMOUS);

        assertThat(response.next()).contains(new Frame("messageStop", Payload.ofUtf8("{}")));
        assertThat(response.next()).isEmpty();
        assertThat(received().target()).isEqualTo("/model/us.anthropic.claude-v1%3A0/converse-stream");
    }

    @Test
    void signsWithAWholeAccessKeyAndItsToken() {
        vendor.answersJson(200, ANSWER);

        call(Map.of(), false, with(Map.of("key", "AKIDEXAMPLE123456:" + SECRET + ":token/1==")))
                .next();

        assertSigned("AKIDEXAMPLE123456", "token/1==");
    }

    @Test
    void signsWithTheIdOfTheSettings() {
        vendor.answersJson(200, ANSWER);
        Map<String, Object> settings =
                Map.of("accessKeyId", "AKIDEXAMPLE123456", "sessionToken", ContractHost.REFERENCE);

        call(settings, false, with(Map.of("key", SECRET))).next();

        assertSigned("AKIDEXAMPLE123456", ContractHost.SECRET);
    }

    @Test
    void signsWithTheNamedPartsOfACredential() {
        vendor.answersJson(200, ANSWER);

        call(Map.of(), false, with(Map.of("accessKeyId", "AKIDEXAMPLE123456", "secretAccessKey", SECRET)))
                .next();

        assertSigned("AKIDEXAMPLE123456", null);
    }

    @Test
    void sendsAnApiKeyAsABearerToken() {
        vendor.answersJson(200, ANSWER);

        call(Map.of(), false, with(Map.of("key", "bedrock-api-key-abc"))).next();

        assertThat(received().header("authorization")).contains("Bearer bedrock-api-key-abc");
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, the field x is required, invalid_request",
        "400, ValidationException, Input is too long for requested model., context_too_long",
        "400, ValidationException, 'Invocation of model ID x with on-demand throughput isn’t supported.', model_unavailable",
        "400, ServiceQuotaExceededException, quota, quota_exhausted",
        "403, AccessDeniedException, You don't have access to the model with the specified model ID., model_unavailable",
        "403, AccessDeniedException, User is not authorized to perform: bedrock:InvokeModel, unauthorized",
        "403, UnrecognizedClientException, The security token included in the request is invalid., unauthorized",
        "404, ResourceNotFoundException, Could not resolve the foundation model, model_unavailable",
        "408, ModelTimeoutException, Model has timed out, overloaded",
        "424, ModelErrorException, The model failed, overloaded",
        "429, ThrottlingException, Too many tokens per day, rate_limited",
        "429, ModelNotReadyException, The model is not ready, overloaded",
        "503, ServiceUnavailableException, Bedrock is unable to process your request., overloaded"
    })
    void tellsItsExceptionsApart(int status, String type, String message, String code) {
        String json = "{\"message\":\"" + message + "\"}";
        vendor.answers(status, "application/json", Map.of("x-amzn-ErrorType", type + ":http://x/"), json);
        assertThat(failure(false)).isEqualTo(code);

        vendor.answersJson(status, "{\"__type\":\"com.amazon.coral#" + type + "\",\"message\":\"" + message + "\"}");
        assertThat(failure(false)).isEqualTo(code);

        String event = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        vendor.streams(Wire.AWS_EVENT_STREAM.body(List.of(new Frame(event, Payload.ofUtf8(json)))));
        assertThat(failure(true)).isEqualTo(code);
    }

    @Test
    void listsModelsThatCanBeCalledByTheirId() {
        vendor.answersJson(200, """
                {"modelSummaries": [
                   {"modelId": "a", "outputModalities": ["TEXT"], "inferenceTypesSupported": ["ON_DEMAND"],
                    "modelLifecycle": {"status": "ACTIVE"}},
                   {"modelId": "only-by-profile", "outputModalities": ["TEXT"],
                    "inferenceTypesSupported": ["INFERENCE_PROFILE"]},
                   {"modelId": "pictures", "outputModalities": ["IMAGE"], "inferenceTypesSupported": ["ON_DEMAND"]}],
                 "inferenceProfileSummaries": [
                   {"inferenceProfileId": "us.only-by-profile", "status": "ACTIVE"}]}""");
        Map<String, Object> settings = Map.of("controlUrl", vendor.uri().toString());

        List<ModelDescriptor> models = provider(settings).models(with(Map.of("key", "AKIDEXAMPLE123456:" + SECRET)));

        assertThat(models).extracting(ModelDescriptor::id).containsExactly("a", "us.only-by-profile");
        assertThat(vendor.received())
                .extracting(Received::target)
                .containsExactly("/foundation-models", "/inference-profiles?maxResults=1000");
        assertThat(vendor.received())
                .allSatisfy(
                        request -> assertThat(request.header("authorization").orElseThrow())
                                .startsWith("AWS4-HMAC-SHA256 "));
    }

    @Test
    void cannotTellModelsWhereOnlyTheRuntimeIsKnown() {
        assertThat(provider(Map.of()).models(CallContext.ANONYMOUS)).isEmpty();
    }

    @Test
    void livesAtTheEndpointsOfItsRegion() {
        BedrockSettings settings = settings(Map.of("region", "eu-central-1"));
        BedrockSettings china = settings(Map.of("region", "cn-north-1"));

        assertThat(settings.runtime().baseUrl()).hasToString("https://bedrock-runtime.eu-central-1.amazonaws.com");
        assertThat(settings.control().orElseThrow().baseUrl())
                .hasToString("https://bedrock.eu-central-1.amazonaws.com");
        assertThat(china.runtime().baseUrl()).hasToString("https://bedrock-runtime.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void saysWhatTheSettingsLack() {
        assertThatThrownBy(() -> settings(Map.of("region", "eu", "sessionToken", "plain-token")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("region")
                .hasMessageContaining("accessKeyId")
                .hasMessageContaining("sessionToken")
                .hasMessageNotContaining("plain-token");
    }

    /** What was received is signed again, so that a header or a path that changed on its way would show. */
    private void assertSigned(String id, String token) {
        Received received = received();
        Map<String, String> signed = new HashMap<>();
        signed.put("host", received.header("host").orElseThrow());
        signed.put("x-amz-date", "20261101T000000Z");
        if (token != null) {
            signed.put("x-amz-security-token", token);
        }
        String expected = new SignatureV4("eu-central-1", "bedrock")
                .authorization(
                        new AwsCredential.AccessKey(id, Secret.of(SECRET), Optional.empty()),
                        "POST",
                        vendor.uri().resolve(received.target()),
                        signed,
                        received.body().getBytes(StandardCharsets.UTF_8));
        assertThat(received.header("authorization")).contains(expected);
        assertThat(received.header("x-amz-date")).contains("20261101T000000Z");
        assertThat(received.header("x-amz-security-token")).isEqualTo(Optional.ofNullable(token));
        assertThat(received.headers().toString()).doesNotContain(SECRET);
    }

    private String failure(boolean streaming) {
        ModelResponse response = call(Map.of(), streaming, CallContext.ANONYMOUS);
        return catchThrowableOfType(ProviderException.class, response::next)
                .failure()
                .code();
    }

    private ModelResponse call(Map<String, Object> more, boolean streaming, CallContext context) {
        ModelRequest request =
                ModelRequest.of("us.anthropic.claude-v1:0", Dialect.BEDROCK_CONVERSE, streaming, Payload.ofUtf8(BODY));
        return provider(more).call(request, context);
    }

    private BedrockProvider provider(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("region", "eu-central-1");
        values.put("baseUrl", vendor.uri().toString());
        values.put("locality", "local");
        return new BedrockProvider(settings(values), host, CLOCK);
    }

    private static BedrockSettings settings(Map<String, Object> values) {
        return BedrockSettings.read(new ProviderSettings("aws", "bedrock", values));
    }

    private Received received() {
        return vendor.received().getLast();
    }

    private static CallContext with(Map<String, String> secrets) {
        Map<String, Secret> named = new HashMap<>();
        secrets.forEach((name, value) -> named.put(name, Secret.of(value)));
        return new CallContext() {
            @Override
            public Optional<Credential> credential() {
                return Optional.of(new Credential("test", named));
            }
        };
    }
}
