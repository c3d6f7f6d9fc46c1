package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadEditorTest {

    private static PayloadEditor edit(String json) {
        return PayloadEditor.of(Payload.ofUtf8(json));
    }

    @Test
    void changesTheModelAndNotOneOtherByte() {
        PayloadEditor editor = edit(
                "\n{ \"a\" : 1.50e+03,\t\"mod\\u0065l\" :\"auto\" , \"t\":\"\\u00e9\\/é\",\"n\":{\"model\":\"x\"} }\r\n");

        Payload edited = editor.set("model", "gpt-5").result();

        assertThat(edited.utf8())
                .isEqualTo(
                        "\n{ \"a\" : 1.50e+03,\t\"mod\\u0065l\" :\"gpt-5\" , \"t\":\"\\u00e9\\/é\",\"n\":{\"model\":\"x\"} }\r\n");
        assertThat(editor.edits()).containsExactly("model");
    }

    @Test
    void changesEveryOccurrenceOfADuplicateNameAndOfAnotherCase() {
        PayloadEditor editor = edit("{\"model\":\"auto\",\"Model\":\"dear\",\"x\":1,\"model\":{\"a\":[\"]\"]}}");

        assertThat(editor.set("model", "m").result().utf8())
                .isEqualTo("{\"model\":\"m\",\"Model\":\"m\",\"x\":1,\"model\":\"m\"}");
    }

    @Test
    void recordsNothingAndChangesNothingWhenTheValueIsThereAlready() {
        PayloadEditor editor = edit("{\"model\": \"m\"}");

        assertThat(editor.set("model", "m").result().utf8()).isEqualTo("{\"model\": \"m\"}");
        assertThat(editor.edits()).isEmpty();
    }

    @Test
    void escapesWhatItWrites() {
        assertThat(edit("{\"model\":1}").set("model", "a\"b\\ü").result().utf8())
                .isEqualTo("{\"model\":\"a\\\"b\\\\ü\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                  | {\"b\":1}",
                "{ }                 | {\"b\":1 }",
                "{\"a\":1}           | {\"a\":1,\"b\":1}",
                "{\"a\":[1] \t}      | {\"a\":[1],\"b\":1 \t}",
                "{\"b\":2}           | {\"b\":2}",
                "{\"b\":null}        | {\"b\":null}"
            })
    void addsAMemberAtTheEndUnlessItIsThere(String before, String after) {
        assertThat(edit(before).addIfAbsent("b", "1").result().utf8()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\":1}                              | {}",
                "{\"x\":1,\"a\":2}                      | {\"a\":2}",
                "{\"a\":2 , \"x\" : \"}\\\",\" , \"b\":3} | {\"a\":2 , \"b\":3}",
                "{\"a\":2, \"x\":[{}] }                 | {\"a\":2 }",
                "{\"x\":1,\"x\":2,\"a\":3,\"x\":4}      | {\"a\":3}",
                "{ \"x\":1, \"x\":2 }                   | {  }"
            })
    void removesAMemberWithItsComma(String before, String after) {
        assertThat(edit(before).remove("x").result().utf8()).isEqualTo(after);
    }

    @Test
    void removesAndAddsInOneGo() {
        PayloadEditor editor =
                edit("{\"x\":1,\"y\":true}").remove("x").remove("y").addIfAbsent("z", "0");

        assertThat(editor.result().utf8()).isEqualTo("{\"z\":0}");
        assertThat(editor.edits()).containsExactly("x: removed", "y: removed", "z");
    }

    @Test
    void renamesAMemberAndKeepsItsValue() {
        PayloadEditor editor = edit("{\"max_tokens\" : 1e2, \"a\":1}").rename("max_tokens", "max_completion_tokens");

        assertThat(editor.result().utf8()).isEqualTo("{\"max_completion_tokens\" : 1e2, \"a\":1}");
        assertThat(editor.edits()).containsExactly("max_tokens: renamed to max_completion_tokens");
    }

    @Test
    void dropsTheOldNameWhereTheBodyHasTheNewOneToo() {
        PayloadEditor editor =
                edit("{\"max_tokens\":1,\"max_completion_tokens\":2}").rename("max_tokens", "max_completion_tokens");

        assertThat(editor.result().utf8()).isEqualTo("{\"max_completion_tokens\":2}");
    }

    @Test
    void fitsATargetThatRefusesSomeMembersAndKnowsOthersByAnotherName() {
        ModelTarget target = new ModelTarget(
                "openai",
                "o9",
                null,
                Set.of("temperature", "max_tokens"),
                Map.of("max_tokens", "max_completion_tokens"));

        PayloadEditor editor = edit("{\"temperature\":0.1,\"max_tokens\":5}");
        OutputLimit.NONE.fit(editor, target);

        assertThat(editor.result().utf8()).isEqualTo("{\"max_completion_tokens\":5}");
        assertThat(editor.edits())
                .containsExactly("max_tokens: renamed to max_completion_tokens", "temperature: removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}                                   | {\"a\":1,\"o\":{\"i\":true}}",
                "{\"o\": null}                               | {\"o\": {\"i\":true}}",
                "{\"o\":{}, \"a\":1}                         | {\"o\":{\"i\":true}, \"a\":1}",
                "{\"o\":{\"i\" : false}}                     | {\"o\":{\"i\" : true}}",
                "{\"o\":{\"k\":[1], \"i\":null }}            | {\"o\":{\"k\":[1], \"i\":true }}"
            })
    void setsABooleanOneLevelDown(String before, String after) {
        PayloadEditor editor = edit(before);

        assertThat(editor.setNested("o", "i", true)).isTrue();
        assertThat(editor.result().utf8()).isEqualTo(after);
        assertThat(editor.edits()).containsExactly("o.i");
    }

    @Test
    void leavesANestedBooleanThatIsRightAlready() {
        PayloadEditor editor = edit("{\"o\":{\"i\":true,\"k\":1}}");

        assertThat(editor.setNested("o", "i", true)).isFalse();
        assertThat(editor.edits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "secret words",
                "[{\"model\":\"secret\"}]",
                "\"secret\"",
                "{\"model\":\"secret\"",
                "{\"model\":\"secret",
                "{\"model\":\"secret\",}",
                "{\"model\":\"secret\"} secret",
                "{\"model\":\"secret\"}{}",
                "{\"secret\" 1}",
                "{secret:1}",
                "{\"model\":'secret'}",
                "{\"model\":\"secret\nwords\"}",
                "<html>secret</html>"
            })
    void refusesWhatIsNotOneJsonObjectAndQuotesNothingOfIt(String body) {
        assertRefused(Payload.ofUtf8(body));
    }

    @Test
    void refusesOtherEncodingsAndByteOrderMarks() {
        String body = "{\"model\":\"secret\"}";

        assertRefused(Payload.of(body.getBytes(StandardCharsets.UTF_16)));
        assertRefused(Payload.of(body.getBytes(StandardCharsets.UTF_16LE)));
        assertRefused(Payload.of(body.getBytes(StandardCharsets.UTF_16BE)));
        assertRefused(Payload.ofUtf8("\ufeff" + body));
        assertRefused(Payload.of(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}));
    }

    @Test
    void saysAtWhichByteABodyStopsBeingJson() {
        InvalidRequest failure = assertRefused(Payload.ofUtf8("{\"model\":\"ok\",}"));

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.reason().forCaller()).isEqualTo("The request's body is not JSON at byte 14.");
    }

    @Test
    void refusesWhatGoesBeyondTheLimits() {
        assertRefused(Payload.ofUtf8("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        assertRefused(Payload.ofUtf8("{\"a\":" + "1".repeat(1_000_000) + "}"));
        assertRefused(Payload.ofUtf8("{\"a\":\"" + "x".repeat(StrictJson.MAX_BODY) + "\"}"));
    }

    @Test
    void takesAMillionMembersInItsStride() {
        StringBuilder body = new StringBuilder("{\"model\":\"auto\"");
        for (int i = 0; i < 1_000_000; i++) {
            body.append(",\"k").append(i).append("\":1");
        }
        String text = body.append('}').toString();

        assertThat(edit(text).set("model", "m").result().utf8()).isEqualTo(text.replace("\"auto\"", "\"m\""));
    }

    private static InvalidRequest assertRefused(Payload body) {
        ProviderException thrown = catchThrowableOfType(ProviderException.class, () -> PayloadEditor.of(body));

        assertThat(thrown).isNotNull().hasMessage("invalid_request").hasNoCause();
        InvalidRequest failure = (InvalidRequest) thrown.failure();
        assertThat(failure.reason().forCaller())
                .startsWith("The request's body ")
                .doesNotContain("secret");
        return failure;
    }
}
