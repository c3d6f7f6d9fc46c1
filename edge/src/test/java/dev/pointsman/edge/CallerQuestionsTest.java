package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallerQuestionsTest {

    private final TestDoor test = new TestDoor();
    private final AtomicReference<ControlRequest> asked = new AtomicReference<>();

    @Test
    void usageIsAskedForTheKeyThatAsksWhateverTheClientSays() {
        answers("{\"policyId\":\"default\"}");

        FakeExchange exchange = test.handle(FakeExchange.get("/v1/usage")
                .key(TestDoor.KEY)
                .query("workspace", "somebody-else")
                .query("labels", "team=other")
                .query("since", "7d"));

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer()).isEqualTo("{\"policyId\":\"default\"}");
        assertThat(asked.get().path()).isEqualTo("/usage/caller");
        assertThat(asked.get().query()).isEqualTo(Map.of("workspace", "default", "key", "test", "since", "7d"));
    }

    @Test
    void usageNeedsAKey() {
        answers("{}");

        assertThat(test.handle(FakeExchange.get("/v1/usage")).status()).isEqualTo(401);
        assertThat(asked.get()).isNull();
    }

    @Test
    void whatTheRouterRefusesIsToldInTheClientsDialect() {
        test.router.controlledBy(question -> {
            throw new ControlException(400, "bad_time", "since is no time");
        });

        FakeExchange exchange = test.handle(FakeExchange.get("/v1/usage").key(TestDoor.KEY));

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.answer()).contains("\"code\":\"bad_time\"", "since is no time");
    }

    private void answers(String json) {
        test.router.controlledBy(question -> {
            asked.set(question);
            return new ScriptedResponse().frame(json).end();
        });
    }
}
