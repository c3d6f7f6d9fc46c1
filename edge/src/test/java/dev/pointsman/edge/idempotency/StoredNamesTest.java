package dev.pointsman.edge.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.idempotency.NamedRequests.AnotherBody;
import dev.pointsman.edge.idempotency.NamedRequests.Answered;
import dev.pointsman.edge.idempotency.NamedRequests.First;
import dev.pointsman.edge.idempotency.NamedRequests.Outcome;
import dev.pointsman.edge.idempotency.NamedRequests.Taken;
import dev.pointsman.edge.keys.Pepper;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names in a store: two processes are two {@link NamedRequests} on it. */
@OnEachStore
record StoredNamesTest(TestStore store) {

    private static final Pepper PEPPER = Pepper.of(Secret.of("a-pepper-that-outlives-processes"));
    private static final AtomicReference<Instant> NOW = new AtomicReference<>();
    private static final String PROMPT = "{\"model\":\"auto\",\"prompt\":\"canary\"}";

    @BeforeEach
    void empty() throws SQLException {
        store.empty(List.of("named_request"));
        NOW.set(Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void anotherProcessDoesNotRunItAgainAndSaysWhichItWas() {
        begin(enter(process(), "w", PROMPT, "req-1"));

        assertThat(enter(process(), "w", PROMPT, "req-2")).isEqualTo(new Taken("req-1", false));
        assertThat(enter(process(), "w", "{}", "req-3")).isEqualTo(new AnotherBody("req-1"));
        assertThat(enter(process(), "v", PROMPT, "req-4")).isInstanceOf(First.class);
    }

    @Test
    void theProcessThatAnsweredGivesItsAnswerAgain() {
        NamedRequests process = process();
        HeldAnswer answer = new HeldAnswer(200, Map.of(), new byte[3]);
        try (Ticket ticket = ((First) enter(process, "w", PROMPT, "req-1")).ticket()) {
            ticket.answered(answer);
        }

        assertThat(enter(process, "w", PROMPT, "req-2")).isEqualTo(new Answered(answer));
    }

    @Test
    void whatWasNotChargedIsFreeEverywhere() {
        ((First) enter(process(), "w", PROMPT, "req-1")).ticket().close();

        assertThat(enter(process(), "w", "{}", "req-2")).isInstanceOf(First.class);
    }

    @Test
    void aProcessThatDiedInTheMiddleLeavesItsNameTaken() {
        enter(process(), "w", PROMPT, "req-1");

        assertThat(enter(process(), "w", PROMPT, "req-2")).isEqualTo(new Taken("req-1", false));
    }

    @Test
    void ofManyProcessesAtOnceOneIsFirst() throws Exception {
        List<Callable<Outcome>> all = IntStream.range(0, 16)
                .mapToObj(i -> (Callable<Outcome>) () -> enter(process(), "w", PROMPT, "req-" + i))
                .toList();

        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            int first = 0;
            for (Future<Outcome> outcome : executor.invokeAll(all)) {
                first += outcome.get() instanceof First ? 1 : 0;
            }
            assertThat(first).isEqualTo(1);
        }
    }

    @Test
    void aDayLaterTheNameIsFreeAndItsRowIsGone() throws SQLException {
        begin(enter(process(), "w", PROMPT, "req-1"));
        begin(enter(process(), "v", PROMPT, "req-2"));
        NOW.set(NOW.get().plus(NamedRequests.KEPT).plusMillis(1));

        assertThat(enter(process(), "w", "{}", "req-3")).isInstanceOf(First.class);
        assertThat(rows()).containsExactly("req-3");
    }

    @Test
    void neitherNameNorBodyIsInTheTable() throws SQLException {
        begin(enter(process(), "w", PROMPT, "req-1"));

        assertThat(all()).contains("req-1").doesNotContain("canary", "the-name");
    }

    @Test
    void whileTheStoreFailsNothingIsRun() throws SQLException {
        TestStore broken = TestStore.sqlite();
        broken.dataSource();
        NamedRequests process = NamedRequests.in(broken.dataSource(), PEPPER);
        broken.close();

        assertThatThrownBy(() -> enter(process, "w", PROMPT, "req-1"))
                .isInstanceOf(NamesUnavailableException.class)
                .hasMessageNotContaining("the-name");
        assertThat(process.size()).as("names left taken").isZero();
    }

    private NamedRequests process() {
        InstantSource clock = NOW::get;
        return new NamedRequests(
                PEPPER, System::nanoTime, new StoredNames(store.dataSource(), clock, System::nanoTime));
    }

    private static Outcome enter(NamedRequests process, String workspace, String body, String requestId) {
        return process.enter(workspace, "key", "the-name", "/v1", body.getBytes(StandardCharsets.UTF_8), requestId);
    }

    private static void begin(Outcome outcome) {
        try (Ticket ticket = ((First) outcome).ticket()) {
            ticket.begun();
        }
    }

    private List<String> rows() throws SQLException {
        return List.of(text("SELECT request_id FROM named_request").split("\n"));
    }

    private String all() throws SQLException {
        return text("SELECT name_digest || content_digest || workspace || request_id FROM named_request");
    }

    private String text(String query) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            StringBuilder text = new StringBuilder();
            while (row.next()) {
                text.append(row.getString(1)).append('\n');
            }
            return text.toString().strip();
        }
    }
}
