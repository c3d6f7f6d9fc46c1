package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTableTest {

    private static final FailureTable TABLE = FailureTable.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error":{"message":"too long","type":"invalid_request_error","code":"context_length_exceeded"}} | ContextTooLong
            400 | {"error":{"message":"This model's maximum context length is 10 tokens.","code":"invalid_request_error"}} | ContextTooLong
            400 | {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 8 maximum"}} | ContextTooLong
            400 | {"error":{"message":"x","type":"too_many_prompt_tokens","code":400}} | ContextTooLong
            400 | [{"error":{"code":400,"message":"The input token count (9) exceeds the maximum number of tokens allowed (8)."}}] | ContextTooLong
            413 | {"error":{"message":"x","code":"context_length_exceeded"}} | ContextTooLong
            500 | {"error":{"message":"the request exceeds the available context size"}} | ContextTooLong
            400 | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}} | Unauthorized
            400 | [{"error":{"code":400,"message":"API key expired.","status":"INVALID_ARGUMENT"}}] | Unauthorized
            400 | {"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED"}} | RateLimited
            400 | {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API"}} | QuotaExhausted
            400 | {"error":{"message":"The requested model 'x' does not exist.","param":"model","code":null}} | ModelUnavailable
            400 | {"error":{"message":"Model Not Exist","code":"invalid_request_error"}} | ModelUnavailable
            400 | {"error":{"code":"content_filter","message":"filtered"}} | Refused
            400 | {"error":{"code":"tool_use_failed","failed_generation":"x","message":"no call","type":"invalid_request_error"}} | Malformed
            400 | {"error":{"message":"temperature is not supported","type":"invalid_request_error"}} | InvalidRequest
            400 | {"object":"error","message":"bad role","type":"invalid_request_error","code":"2000"} | InvalidRequest
            413 | {"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}} | InvalidRequest
            413 | {"error":{"message":"Request too large for model on tokens per minute","type":"tokens","code":"rate_limit_exceeded"}} | RateLimited
            422 | {"detail":[{"loc":["body"],"msg":"field required","type":"value_error"}]} | InvalidRequest
            401 | | Unauthorized
            402 | | QuotaExhausted
            403 | {"error":{"message":"no permission"}} | Unauthorized
            403 | {"error":{"message":"Your newly created team doesn't have any credits yet."}} | QuotaExhausted
            403 | {"error":{"code":403,"message":"your input was flagged"}} | Refused
            404 | | ModelUnavailable
            408 | | Overloaded
            429 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}} | QuotaExhausted
            429 | {"error":{"message":"Please reduce the prompt length","code":"rate_limit_error"}} | RateLimited
            429 | {"error":{"code":"RateLimitReached","message":"x"}} | RateLimited
            429 | | RateLimited
            500 | {"error":{"message":"boom"}} | Overloaded
            502 | | Overloaded
            503 | | Overloaded
            529 | | Overloaded
            302 | | Malformed
            418 | | Malformed
            """)
    void row47FailuresAreToldByStatusAndWords(int status, String body, String failure) {
        assertThat(ofStatus(status, body == null ? "" : body).getClass().getSimpleName())
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}} | Overloaded
            {"type":"error","error":{"type":"rate_limit_error","message":"x"}} | RateLimited
            {"type":"error","error":{"type":"billing_error","message":"x"}} | QuotaExhausted
            {"type":"error","error":{"type":"authentication_error","message":"x"}} | Unauthorized
            {"type":"error","error":{"type":"not_found_error","message":"x"}} | ModelUnavailable
            {"error":{"code":502,"message":"Provider returned error"},"choices":[]} | Overloaded
            {"error":{"code":429,"message":"Provider returned error"}} | RateLimited
            {"error":{"message":"x","type":"invalid_request_error","code":"tool_use_failed"}} | Malformed
            {"error":{"message":"x","type":"invalid_request_error"}} | InvalidRequest
            {"error":{"message":"x"}} | Overloaded
            {"error":"x"} | Overloaded
            [{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED","details":[]}}] | RateLimited
            {"object":"error","message":"x","type":"invalid_request_error","code":"2000"} | InvalidRequest
            {"error":{"code":"429","message":"x"}} | RateLimited
            """)
    void row46ErrorsInsideAnAnswerAreToldInEveryShape(String body, String failure) {
        assertThat(TABLE.inAnswer(ErrorBody.ofUtf8(body)).getClass().getSimpleName())
                .isEqualTo(failure);
    }

    @Test
    void theVendorsWordsGoToTheCallerAloneAndWithoutKeys() {
        ProviderFailure failure = ofStatus(400, "{\"error\":{\"message\":\"bad tool schema for sk-abcdef123456\"}}");

        assertThat(failure).isInstanceOfSatisfying(InvalidRequest.class, invalid -> {
            assertThat(invalid.status()).isEqualTo(400);
            assertThat(invalid.reason()).isNotNull();
            assertThat(invalid.reason().forCaller()).isEqualTo("bad tool schema for ***");
        });
        assertThat(failure.toString()).doesNotContain("tool schema");
    }

    @Test
    void aRateLimitTellsWhenToComeBack() {
        Map<String, List<String>> headers = Map.of("retry-after", List.of("7"));

        assertThat(TABLE.ofStatus(429, headers, ErrorBody.none(), Instant.EPOCH))
                .isEqualTo(new RateLimited(Duration.ofSeconds(7)));
    }

    @Property(tries = 500)
    void isTotal(@ForAll @IntRange(min = -1, max = 1000) int status, @ForAll byte[] body, @ForAll String text) {
        ErrorBody garbage = ErrorBody.read(body);
        ErrorBody cut = ErrorBody.read(
                Arrays.copyOf(("{\"error\":{\"message\":\"" + text + "\"").getBytes(StandardCharsets.UTF_8), 20));

        assertThat(TABLE.ofStatus(status, Map.of(), garbage, Instant.EPOCH)).isNotNull();
        assertThat(TABLE.inAnswer(cut)).isNotNull();
    }

    private static ProviderFailure ofStatus(int status, String body) {
        ErrorBody read = TABLE.needsBody(status) ? ErrorBody.ofUtf8(body) : ErrorBody.none();
        return TABLE.ofStatus(status, Map.of(), read, Instant.EPOCH);
    }
}
