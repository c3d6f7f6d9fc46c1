package dev.pointsman.edge.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void whatIsNotSaidIsNotBounded() {
        assertThat(asked("{}"))
                .isEqualTo(new KeyGrant("", "default", Bounds.unbounded(), CallerLimits.none(), Map.of(), null));
    }

    @Test
    void anEmptyListAllowsNothing() {
        assertThat(asked("{\"models\": []}").bounds().models()).isEmpty();
    }

    @Test
    void comesBackFromTheStoreAsItWas() throws IOException {
        KeyGrant grant = asked("""
                {"name": "Zoë's \\"key\\"", "workspace": "w", "models": ["a/*", "b/c"], "profiles": [], "regions": ["EU"],
                 "limits": {"concurrent": 3}, "labels": {"a": "b"}, "expires": "2d"}""");

        assertThat(GrantJson.ofText(GrantJson.text(grant))).isEqualTo(grant);
        assertThat(grant.expires()).isEqualTo("2026-11-27T10:00:00Z");
        assertThat(grant.bounds().regions()).containsExactly("eu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|one JSON object",
                "{\"role\": \"admin\"}|there is no role",
                "{\"bounds\": {}}|there is no bounds",
                "{\"a\\nb\": 1}|there is no such member",
                "{\"name\": 7}|name must be text",
                "{\"name\": \"a\\u001b[31m\"}|name must be text",
                "{\"workspace\": \"../x\"}|workspace must be text",
                "{\"models\": \"openai/*\"}|models must be a list",
                "{\"models\": [\"' OR 1=1\"]}|models must be text",
                "{\"limits\": {\"requestsPerMinute\": 0}}|limits.requestsPerMinute must be a whole number",
                "{\"limits\": {\"requestsPerMinute\": -5}}|limits.requestsPerMinute must be a whole number",
                "{\"limits\": {\"requestsPerMinute\": 1.5}}|limits.requestsPerMinute must be a whole number",
                "{\"limits\": {\"concurrent\": 99999999999}}|limits.concurrent must be a whole number",
                "{\"limits\": {\"tokensPerMinute\": 99999999999999999999}}|limits.tokensPerMinute must be a whole number",
                "{\"limits\": {\"requests\": 5}}|limits has requestsPerMinute",
                "{\"labels\": {\"a b\": \"c\"}}|labels must have plain names",
                "{\"labels\": {\"a\": 1}}|a label must be text",
                "{\"expires\": \"soon\"}|expires must be an instant",
                "{\"expires\": \"2020-01-01T00:00:00Z\"}|expires is in the past",
                "{\"expires\": 5}|expires must be an instant"
            })
    void saysWhichMemberIsWrong(String json, String message) {
        ControlException refused = catchThrowableOfType(ControlException.class, () -> asked(json));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.getMessage()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"labels\": {\"a\": {\"b\": {\"c\": {}}}}}"
            })
    void refusesWhatIsNoDocument(String json) {
        ControlException refused = catchThrowableOfType(ControlException.class, () -> asked(json));

        assertThat(refused.status()).isBetween(400, 422);
    }

    private static KeyGrant asked(String json) {
        return GrantJson.asked(Payload.ofUtf8(json), NOW);
    }
}
