package dev.pointsman.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachStore
record AuditLogTest(TestStore store) {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void empty() throws SQLException {
        store.empty(List.of("admin_audit"));
    }

    @Test
    void answersTheLatestFirst() throws IOException {
        for (AuditLog log : List.of(AuditLog.in(store.dataSource()), AuditLog.inMemory())) {
            log.record(action(1, "/policy"));
            log.record(action(2, "/keys"));
            log.record(action(3, "/keys/abc"));

            JsonNode actions = ask(log, Map.of("limit", "2")).path("actions");

            assertThat(actions).hasSize(2);
            assertThat(actions.path(0).path("target").asText()).isEqualTo("/keys/abc");
            assertThat(actions.path(1).toString())
                    .isEqualTo("{\"at\":\"2026-11-25T10:00:02Z\",\"who\":\"admin\",\"from\":\"127.0.0.1\","
                            + "\"action\":\"POST\",\"target\":\"/keys\",\"status\":200,\"outcome\":\"ok\","
                            + "\"requestId\":\"req_2\"}");
        }
    }

    @Test
    void whatOneProcessWroteAnotherReads() throws IOException {
        AuditLog.in(store.dataSource()).record(action(1, "/policy"));

        assertThat(ask(AuditLog.in(store.dataSource()), Map.of()).path("actions"))
                .hasSize(1);
    }

    @Test
    void whatIsTooOldIsDeletedWithTheNextActionAndWhenAGatewayStarts() throws IOException {
        AuditLog.in(store.dataSource()).record(action(0, "/policy"));
        AuditLog.in(store.dataSource()).record(action(50, "/keys"));
        AuditLog log = AuditLog.in(store.dataSource(), Duration.ofSeconds(60), () -> START.plusSeconds(61));

        log.record(action(61, "/keys/abc"));

        assertThat(ask(log, Map.of()).path("actions").findValuesAsText("target"))
                .containsExactly("/keys/abc", "/keys");

        AuditLog.in(store.dataSource(), Duration.ofSeconds(60), () -> START.plusSeconds(121))
                .prune();

        assertThat(ask(log, Map.of()).path("actions").findValuesAsText("target"))
                .containsExactly("/keys/abc");
    }

    @Test
    void inMemoryAThousandAreKept() throws IOException {
        AuditLog log = AuditLog.inMemory();
        for (int i = 0; i < 1_200; i++) {
            log.record(action(i, "/policy"));
        }

        JsonNode actions = ask(log, Map.of("limit", "100000")).path("actions");

        assertThat(actions).hasSize(1_000);
        assertThat(actions.path(0).path("requestId").asText()).isEqualTo("req_1199");
    }

    @Test
    void canOnlyBeRead() {
        AuditLog log = AuditLog.in(store.dataSource());

        assertThatThrownBy(() -> log.answer(new ControlRequest("DELETE", "/audit", Map.of(), Payload.empty())))
                .isInstanceOf(ControlException.class);
        assertThatThrownBy(() -> ask(log, Map.of("limit", "many"))).isInstanceOf(ControlException.class);
    }

    private static JsonNode ask(AuditLog log, Map<String, String> query) throws IOException {
        return JSON.readTree(log.answer(new ControlRequest("GET", "/audit", query, Payload.empty()))
                .array());
    }

    private static AdminAction action(int second, String target) {
        return new AdminAction(
                START.plusSeconds(second), "admin", "127.0.0.1", "POST", target, 200, "ok", "req_" + second);
    }
}
