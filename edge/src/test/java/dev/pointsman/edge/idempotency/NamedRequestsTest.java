package dev.pointsman.edge.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.edge.idempotency.NamedRequests.AnotherBody;
import dev.pointsman.edge.idempotency.NamedRequests.Answered;
import dev.pointsman.edge.idempotency.NamedRequests.First;
import dev.pointsman.edge.idempotency.NamedRequests.Outcome;
import dev.pointsman.edge.idempotency.NamedRequests.Taken;
import dev.pointsman.edge.keys.Pepper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NamedRequestsTest {

    private static final String A = "key-a";

    private final AtomicLong now = new AtomicLong();
    private final NamedRequests named = new NamedRequests(Pepper.random(), now::get, null);

    @Test
    void whileItRunsASecondOneLearnsWhichItIs() {
        enter(A, "n", "{}", "req-1");

        assertThat(enter(A, "n", "{}", "req-2")).isEqualTo(new Taken("req-1", true));
    }

    @Test
    void anAnswerIsGivenAgain() {
        HeldAnswer answer = answer(10);
        finish(enter(A, "n", "{}", "req-1"), answer);

        assertThat(enter(A, "n", "{}", "req-2")).isEqualTo(new Answered(answer));
    }

    @Test
    void anAnswerThatBeganAndIsNotHeldIsNotRunAgain() {
        Ticket ticket = ((First) enter(A, "n", "{}", "req-1")).ticket();
        ticket.begun();
        ticket.close();

        assertThat(enter(A, "n", "{}", "req-2")).isEqualTo(new Taken("req-1", false));
    }

    @Test
    void whatWasNotChargedMayBeRunAgain() {
        ((First) enter(A, "n", "{}", "req-1")).ticket().close();

        assertThat(enter(A, "n", "{}", "req-2")).isInstanceOf(First.class);
    }

    @Test
    void anotherBodyOrPathIsAnotherRequest() {
        enter(A, "n", "{}", "req-1");

        assertThat(enter(A, "n", "{ }", "req-2")).isEqualTo(new AnotherBody("req-1"));
        assertThat(named.enter("w", A, "n", "/other", "{}".getBytes(StandardCharsets.UTF_8), "req-3"))
                .isEqualTo(new AnotherBody("req-1"));
    }

    @Test
    void nobodyMeetsAnothersNames() {
        finish(enter(A, "n", "{}", "req-1"), answer(10));

        assertThat(enter("key-b", "n", "{}", "req-2")).isInstanceOf(First.class);
        assertThat(named.enter("v", A, "n", "/v1/chat/completions", "{}".getBytes(StandardCharsets.UTF_8), "req-3"))
                .isInstanceOf(First.class);
    }

    @Test
    void aNameIsKeptADayButNotLongerThanItRuns() {
        finish(enter(A, "done", "{}", "req-1"), answer(10));
        enter(A, "running", "{}", "req-2");
        now.addAndGet(NamedRequests.KEPT.toNanos() + 1);

        assertThat(enter(A, "done", "{}", "req-3")).isInstanceOf(First.class);
        assertThat(enter(A, "running", "{}", "req-4")).isEqualTo(new Taken("req-2", true));
    }

    @Test
    void namesAndAnswersAreBounded() {
        for (int i = 0; i < NamedRequests.MOST + 100; i++) {
            finish(enter(A, "n" + i, "{}", "req-" + i), answer(10));
        }
        assertThat(named.size()).isLessThanOrEqualTo(NamedRequests.MOST);

        int large = NamedRequests.LARGEST_ANSWER;
        for (int i = 0; i <= NamedRequests.MOST_BYTES / large + 1; i++) {
            finish(enter(A, "large" + i, "{}", "large-" + i), answer(large));
        }
        assertThat(enter(A, "large0", "{}", "again")).isEqualTo(new Taken("large-0", false));
        finish(enter(A, "huge", "{}", "huge-1"), answer(large + 1));
        assertThat(enter(A, "huge", "{}", "again")).isEqualTo(new Taken("huge-1", false));
    }

    private Outcome enter(String keyId, String name, String body, String requestId) {
        return named.enter("w", keyId, name, "/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8), requestId);
    }

    private static void finish(Outcome outcome, HeldAnswer answer) {
        try (Ticket ticket = ((First) outcome).ticket()) {
            ticket.answered(answer);
        }
    }

    private static HeldAnswer answer(int bytes) {
        return new HeldAnswer(200, Map.of("a", "b"), new byte[bytes]);
    }
}
