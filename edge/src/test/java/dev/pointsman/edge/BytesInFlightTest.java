package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class BytesInFlightTest {

    private static final int BODY_LIMIT = 500;

    private final BytesInFlight bytes = new BytesInFlight(1_000);

    @Test
    void whatDoesNotFitBesideTheOthersIsRefusedUntilOneOfThemIsOver() throws Exception {
        BytesInFlight.Room first = bytes.room(declaring("400"), BODY_LIMIT);
        bytes.room(declaring("500"), BODY_LIMIT);

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> bytes.room(declaring("101"), BODY_LIMIT));
        first.close();
        first.close();

        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.problem().retryAfter()).isPositive();
        assertThat(bytes.taken()).isEqualTo(500);
        assertThat(bytes.room(declaring("101"), BODY_LIMIT)).isNotNull();
    }

    @Test
    void whatDeclaresNothingTakesWhatItMayHave() throws Exception {
        bytes.room(FakeExchange.post("/v1/messages", "{}"), BODY_LIMIT);

        assertThat(bytes.taken()).isEqualTo(BODY_LIMIT);
    }

    @Test
    void oneAloneAlwaysFits() throws Exception {
        assertThat(new BytesInFlight(10).room(declaring("400"), BODY_LIMIT)).isNotNull();
    }

    @Test
    void aFullGatewayAnswersInTheClientsDialectAndAsksNobody() throws Exception {
        TestDoor door = new TestDoor();
        FakeExchange large =
                FakeExchange.post("/v1/messages", "{\"model\":\"auto\"}").header("x-api-key", TestDoor.KEY);
        DataDoor full =
                DataDoor.of(door.router.directory(), door.keys).bytesInFlight(0).build();
        door.router.answersWith(request -> {
            FakeExchange second =
                    FakeExchange.post("/v1/messages", "{\"model\":\"auto\"}").header("x-api-key", TestDoor.KEY);
            full.handle(second);
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.answer()).startsWith("{\"type\":\"error\"").contains("overloaded_error");
            assertThat(second.answerHeader("retry-after")).isEqualTo("2");
            return new ScriptedResponse().frame("{\"id\":\"whole\"}").end();
        });

        full.handle(large);

        assertThat(large.status()).isEqualTo(200);
        assertThat(door.router.waitingCalls()).isEqualTo(1);
    }

    private static FakeExchange declaring(String length) {
        return FakeExchange.post("/v1/messages", "{}").header("content-length", length);
    }
}
