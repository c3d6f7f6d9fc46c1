package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.edge.keys.VirtualKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerFactsTest {

    private static final String BODY = "{\"model\":\"auto\"}";
    private final TestDoor door = new TestDoor();

    private FakeExchange request() {
        return FakeExchange.post("/v1/chat/completions", BODY);
    }

    private CallContext contextOf(FakeExchange exchange) throws InterruptedException {
        assertThat(door.handle(exchange).status()).isEqualTo(200);
        return door.router.call().context();
    }

    @Test
    void readsOurOwnHeaders() throws Exception {
        CallContext context = contextOf(request()
                .key(TestDoor.KEY)
                .header("x-pointsman-session", "s1")
                .header("x-pointsman-agent", "coder-1")
                .header("x-pointsman-user", "Zoë")
                .header("x-pointsman-labels", "data=confidential, team = a b")
                .header("x-pointsman-labels", "x=1")
                .header("x-pointsman-deadline-ms", "1500")
                .header("x-pointsman-profile", "fast")
                .header("x-pointsman-workload", "summarization")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("x-stainless-retry-count", "2")
                .header("x-stainless-timeout", "600")
                .header("cookie", "c=1"));

        assertThat(context.caller().session()).isEqualTo("s1");
        assertThat(context.caller().agent()).isEqualTo("coder-1");
        assertThat(context.caller().user()).isEqualTo("Zoë");
        assertThat(context.caller().labels()).isEqualTo(Map.of("data", "confidential", "team", "a b", "x", "1"));
        assertThat(context.caller().keyId()).isEqualTo("test");
        assertThat(context.caller().workspace()).isEqualTo("default");
        assertThat(context.deadline()).contains(Duration.ofMillis(1500));
        assertThat(context.callerRetries()).isEqualTo(2);
        assertThat(context.headers())
                .containsEntry("x-pointsman-profile", "fast")
                .containsEntry("x-pointsman-workload", "summarization")
                .containsEntry("x-stainless-timeout", "600")
                .containsKey("traceparent")
                .containsKey("x-request-id")
                .doesNotContainKeys("cookie", "authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "x-clawrouter-session-id",
        "x-claude-code-session-id",
        "session_id",
        "session-id",
        "x-session-affinity",
        "x-session-id"
    })
    void readsTheSessionFromWhatClientsAlreadySend(String header) throws Exception {
        assertThat(contextOf(request().key(TestDoor.KEY).header(header, "abc:0"))
                        .caller()
                        .session())
                .isEqualTo("abc:0");
    }

    @Test
    void readsTheAgentThatClawrouterClientsName() throws Exception {
        assertThat(contextOf(request().key(TestDoor.KEY).header("x-clawrouter-agent-id", "main"))
                        .caller()
                        .agent())
                .isEqualTo("main");
    }

    @Test
    void prefersOurOwnSession() throws Exception {
        CallContext context = contextOf(
                request().key(TestDoor.KEY).header("session_id", "theirs").header("x-pointsman-session", "ours"));

        assertThat(context.caller().session()).isEqualTo("ours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-pointsman-labels|novalue",
                "x-pointsman-labels|=x",
                "x-pointsman-labels|a=1,a=2",
                "x-pointsman-labels|a=",
                "x-pointsman-deadline-ms|soon",
                "x-pointsman-deadline-ms|-1",
                "x-pointsman-agent|a\u0001b",
                "x-pointsman-agent|a\u0085b",
                "x-pointsman-agent|a\u202eb"
            })
    void refusesAHeaderOfOursThatIsWrong(String header, String value) {
        FakeExchange exchange = door.handle(request().key(TestDoor.KEY).header(header, value));

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.answer()).contains("invalid_header", header);
        assertThat(door.router.waitingCalls()).isZero();
    }

    @Test
    void honoursOnlyTheHeadersThatTheKeyMaySet() throws Exception {
        Bounds bounds = new Bounds(
                Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"), Set.of("x-pointsman-session", "x-clawrouter-*"));
        door.keys.add(Secret.of("pm-narrow-key"), new VirtualKey("narrow", "engineering", bounds));

        CallContext context = contextOf(request()
                .key("pm-narrow-key")
                .header("x-pointsman-session", "s")
                .header("x-clawrouter-agent-id", "main")
                .header("x-pointsman-profile", "quality")
                .header("x-pointsman-labels", "a=1")
                .header("x-pointsman-deadline-ms", "5"));

        assertThat(context.caller().workspace()).isEqualTo("engineering");
        assertThat(context.caller().bounds()).isEqualTo(bounds);
        assertThat(context.caller().session()).isEqualTo("s");
        assertThat(context.caller().agent()).isEqualTo("main");
        assertThat(context.caller().labels()).isEmpty();
        assertThat(context.deadline()).isEmpty();
        assertThat(context.headers()).doesNotContainKey("x-pointsman-profile");
    }

    @Test
    void asksForCostsWhereTheClientDoesOrIsKnownToReadThem() throws Exception {
        FakeExchange asks = request().key(TestDoor.KEY).header("x-pointsman-cost", "usage");
        FakeExchange reads = request().key(TestDoor.KEY).header("x-clawrouter-client", "openclaw");
        FakeExchange other = request().key(TestDoor.KEY);
        FakeExchange wrong = request().key(TestDoor.KEY).header("x-pointsman-cost", "euro");

        assertThat(contextOf(asks).headers()).containsEntry("x-pointsman-cost", "usage");
        assertThat(contextOf(reads).headers()).containsEntry("x-pointsman-cost", "usage");
        assertThat(contextOf(other).headers()).doesNotContainKey("x-pointsman-cost");
        assertThat(door.handle(wrong).status()).isEqualTo(400);
    }

    @Test
    void keepsTheClientsRequestIdWhereItIsHarmless() throws Exception {
        FakeExchange kept = request().key(TestDoor.KEY).header("x-request-id", "run-1:model:2");
        FakeExchange replaced = request().key(TestDoor.KEY).header("x-request-id", "a\nb");

        assertThat(contextOf(kept).headers()).containsEntry("x-request-id", "run-1:model:2");
        assertThat(kept.answerHeader("x-request-id")).isEqualTo("run-1:model:2");
        assertThat(door.handle(replaced).answerHeader("x-request-id")).startsWith("req_");
    }
}
