package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.keys.VirtualKey;
import org.junit.jupiter.api.Test;

/** A request that comes twice under one name is charged once. */
class RepetitionTest {

    private static final String WHOLE = "{\"model\":\"auto\"}";
    private static final String STREAM = "{\"model\":\"auto\",\"stream\":true}";

    private final TestDoor door = new TestDoor();

    @Test
    void theSecondGetsTheSameAnswerAndNobodyIsAsked() {
        door.router.answersWith(
                new ScriptedResponse().frame("{\"id\":\"first\"}").end());
        FakeExchange first = named("n", WHOLE);
        door.router.answersWith(
                new ScriptedResponse().frame("{\"id\":\"second\"}").end());

        FakeExchange second = named("n", WHOLE);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.answer()).isEqualTo(first.answer()).contains("first");
        assertThat(second.answerHeader("idempotent-replayed")).isEqualTo("true");
        assertThat(second.answerHeader("x-request-id")).isNotEqualTo(first.answerHeader("x-request-id"));
        assertThat(door.router.waitingCalls()).isEqualTo(1);
    }

    @Test
    void aStreamIsNotRunTwice() {
        door.router.answersWith(
                new ScriptedResponse().frame("{}").frame("[DONE]").end());
        FakeExchange first = named("n", STREAM);

        FakeExchange second = named("n", STREAM);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.answerHeader("x-pointsman-first-request")).isEqualTo(first.answerHeader("x-request-id"));
        assertThat(second.answer()).contains("idempotency_answer_gone");
        assertThat(door.router.waitingCalls()).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheSameNameIsRefused() {
        named("n", WHOLE);

        FakeExchange second = named("n", "{\"model\":\"auto\",\"n\":1}");

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.answer()).contains("idempotency_key_reused");
    }

    @Test
    void aFailureMayBeTriedAgain() {
        door.router.answersWith(new ScriptedResponse().fail(new Overloaded()));
        assertThat(named("n", WHOLE).status()).isEqualTo(503);
        door.router.answersWith(new ScriptedResponse().frame("{\"id\":\"x\"}").end());

        assertThat(named("n", WHOLE).status()).isEqualTo(200);
    }

    @Test
    void anotherKeysNamesAreItsOwn() {
        door.keys.add(Secret.of("pm-another-key"), VirtualKey.unbounded("another"));
        door.router.answersWith(
                request -> new ScriptedResponse().frame("{\"id\":\"x\"}").end());
        named("n", WHOLE);

        FakeExchange other = door.handle(FakeExchange.post("/v1/chat/completions", WHOLE)
                .key("pm-another-key")
                .header("idempotency-key", "n"));

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.answerHeader("idempotent-replayed")).isNull();
    }

    @Test
    void aNameThatIsNoneIsRefusedRatherThanLost() {
        assertThat(named("x".repeat(300), WHOLE).status()).isEqualTo(400);
    }

    private FakeExchange named(String name, String body) {
        return door.handle(FakeExchange.post("/v1/chat/completions", body)
                .key(TestDoor.KEY)
                .header("idempotency-key", name));
    }
}
