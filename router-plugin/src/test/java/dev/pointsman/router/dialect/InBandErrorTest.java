package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InBandErrorTest {

    private static ProviderException exception(String json) throws IOException {
        InBandError error = new InBandError();
        StrictJson.object(Payload.ofUtf8(json), error::member);
        return error.exception();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"type\":\"overloaded_error\"}}                                      | overloaded",
                "{\"error\":{\"type\":\"api_error\"}}                                             | overloaded",
                "{\"error\":\"the runner stopped\"}                                               | overloaded",
                "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}                            | overloaded",
                "{\"error\":{\"type\":\"rate_limit_error\"}}                                      | rate_limited",
                "{\"error\":{\"code\":429}}                                                       | rate_limited",
                "{\"error\":{\"code\":\"429\"}}                                                   | rate_limited",
                "{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\"}}                                  | rate_limited",
                "{\"error\":{\"code\":\"insufficient_quota\",\"type\":\"insufficient_quota\"}}    | quota_exhausted",
                "{\"error\":{\"code\":402}}                                                       | quota_exhausted",
                "{\"error\":{\"type\":\"authentication_error\"}}                                  | unauthorized",
                "{\"error\":{\"status\":\"PERMISSION_DENIED\",\"code\":403}}                      | unauthorized",
                "{\"error\":{\"type\":\"not_found_error\"}}                                       | model_unavailable",
                "{\"error\":{\"code\":\"context_length_exceeded\"}}                               | context_too_long",
                "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Prompt is too long\"}} | context_too_long",
                "{\"error\":{\"code\":\"tool_use_failed\",\"type\":\"invalid_request_error\"}}    | malformed",
                "{\"error\":{\"type\":\"invalid_request_error\"}}                                 | invalid_request",
                "{\"error\":{\"status\":\"INVALID_ARGUMENT\",\"code\":400}}                       | invalid_request",
                "{\"error\":{\"code\":\"content_filter\",\"status\":400}}                         | refused"
            })
    void knowsEveryVendorsWayOfSayingIt(String json, String code) throws IOException {
        assertThat(exception(json).failure().code()).isEqualTo(code);
    }

    @Test
    void givesTheVendorsWordsOnlyToTheCallerWhoseRequestWasWrong() throws IOException {
        ProviderException invalid = exception("{\"error\":{\"code\":422,\"message\":\"tools[0] is odd\"}}");
        ProviderException refused = exception("{\"error\":{\"code\":\"content_filter\",\"message\":\"not that\"}}");

        assertThat(((InvalidRequest) invalid.failure()).status()).isEqualTo(422);
        assertThat(((InvalidRequest) invalid.failure()).reason().forCaller()).isEqualTo("tools[0] is odd");
        assertThat(((Refused) refused.failure()).reason().forCaller()).isEqualTo("not that");
        assertThat(invalid).hasMessage("invalid_request").hasNoCause();
        assertThat(invalid.upstreamStatus()).contains(422);
    }
}
