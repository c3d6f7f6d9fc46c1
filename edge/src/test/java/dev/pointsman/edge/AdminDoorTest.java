package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AdminDoorTest {

    private static final String TOKEN = "pm-admin-token-0123456789";

    private final ScriptedRouter router = new ScriptedRouter();
    private final AtomicReference<ControlRequest> asked = new AtomicReference<>();
    private final AdminDoor door =
            AdminDoor.of(router.directory(), Secret.of(TOKEN)).build();

    private FakeExchange handle(FakeExchange exchange) {
        door.handle(exchange);
        return exchange;
    }

    private ScriptedResponse controlAnswers() {
        ScriptedResponse response = new ScriptedResponse();
        router.controlledBy(question -> {
            asked.set(question);
            return response;
        });
        return response;
    }

    @Test
    void carriesTheQuestionToTheRouter() {
        ScriptedResponse response = controlAnswers().frame("{\"winner\":\"x\"}").end();

        FakeExchange exchange = handle(FakeExchange.post("/admin/v1/explain", "{\"model\":\"auto\"}")
                .key(TOKEN)
                .query("workspace", "w"));

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer()).isEqualTo("{\"winner\":\"x\"}");
        assertThat(asked.get().method()).isEqualTo("POST");
        assertThat(asked.get().path()).isEqualTo("/explain");
        assertThat(asked.get().query()).isEqualTo(Map.of("workspace", "w"));
        assertThat(asked.get().payload().utf8()).isEqualTo("{\"model\":\"auto\"}");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void aFileIsWrittenPieceByPieceUnderItsOwnMediaType() {
        ScriptedResponse response = controlAnswers()
                .frame("text/csv", "a,b\r\n")
                .frame("text/csv", "1,2\r\n")
                .end();

        FakeExchange exchange =
                handle(FakeExchange.get("/admin/v1/usage").key(TOKEN).query("format", "csv"));

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answerHeader("content-type")).isEqualTo("text/csv");
        assertThat(exchange.answerHeader("content-disposition")).isEqualTo("attachment");
        assertThat(exchange.answer()).isEqualTo("a,b\r\n1,2\r\n");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void needsItsOwnToken() {
        controlAnswers();

        assertThat(handle(FakeExchange.get("/admin/v1/decisions")).status()).isEqualTo(401);
        assertThat(handle(FakeExchange.get("/admin/v1/decisions").key(TestDoor.KEY))
                        .status())
                .isEqualTo(401);
        assertThat(handle(FakeExchange.get("/admin/v1/decisions").query("key", TOKEN))
                        .status())
                .isEqualTo(401);
        assertThat(asked.get()).isNull();
    }

    @Test
    void streamsEventsUntilTheOperatorLeaves() {
        ScriptedResponse response = controlAnswers()
                .frame("decision", "{\"n\":1}")
                .frame("decision", "{\"n\":2}")
                .end();

        FakeExchange exchange = handle(FakeExchange.get("/admin/v1/events").key(TOKEN));

        assertThat(exchange.answerHeader("content-type")).startsWith("text/event-stream");
        assertThat(exchange.answer())
                .isEqualTo(": open\n\nevent: decision\ndata: {\"n\":1}\n\nevent: decision\ndata: {\"n\":2}\n\n");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void tellsTheOperatorWhatWasWrongWithTheQuestion() {
        router.controlledBy(question -> {
            throw new ControlException(422, "no_such_profile", "There is no profile \"x\".");
        });

        FakeExchange exchange = handle(FakeExchange.get("/admin/v1/policy").key(TOKEN));

        assertThat(exchange.status()).isEqualTo(422);
        assertThat(exchange.answer())
                .isEqualTo("{\"error\":{\"code\":\"no_such_profile\",\"message\":\"There is no profile \\\"x\\\".\"}}");
    }

    @Test
    void tellsNothingOfADefectBehindTheDoor() {
        router.controlledBy(question -> {
            throw new IllegalStateException("a secret");
        });

        FakeExchange exchange = handle(FakeExchange.get("/admin/v1/usage").key(TOKEN));

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer()).doesNotContain("secret");
    }

    @Test
    void doesNotAskAProviderThatCannotBeAsked() {
        ModelProvider plain = new ModelProvider() {
            @Override
            public SequencedSet<Dialect> dialects() {
                return new LinkedHashSet<>();
            }

            @Override
            public ModelResponse call(ModelRequest request, CallContext context) {
                throw new IllegalStateException("nobody calls it");
            }
        };
        AdminDoor other = AdminDoor.of(
                        new ProviderDirectory() {
                            @Override
                            public Optional<ModelProvider> find(String name) {
                                return Optional.of(plain);
                            }
                        },
                        Secret.of(TOKEN))
                .build();
        FakeExchange exchange = FakeExchange.get("/admin/v1/health").key(TOKEN);

        other.handle(exchange);

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer()).contains("no_control");
    }

    @Test
    void servesMetricsWhereTheHostHasThem() {
        AdminDoor measured = AdminDoor.of(router.directory(), Secret.of(TOKEN))
                .metrics(() -> "up 1\n")
                .build();
        FakeExchange exchange = FakeExchange.get("/metrics").key(TOKEN);

        measured.handle(exchange);

        assertThat(exchange.answer()).isEqualTo("up 1\n");
        assertThat(exchange.answerHeader("content-type")).startsWith("text/plain");
        assertThat(handle(FakeExchange.get("/metrics").key(TOKEN)).status()).isEqualTo(404);
        assertThat(handle(FakeExchange.get("/metrics")).status()).isEqualTo(401);
    }

    @Test
    void acceptsThePageItServedAndNoOther() {
        controlAnswers().frame("{}").end();
        FakeExchange own = FakeExchange.post("/admin/v1/feedback", "{}")
                .key(TOKEN)
                .with("host", "127.0.0.1:8485")
                .header("origin", "http://127.0.0.1:8485");
        FakeExchange foreign = FakeExchange.post("/admin/v1/feedback", "{}")
                .key(TOKEN)
                .with("host", "127.0.0.1:8485")
                .header("origin", "http://127.0.0.1:3000");
        FakeExchange rebound = FakeExchange.post("/admin/v1/feedback", "{}")
                .key(TOKEN)
                .with("host", "evil.example:8485")
                .header("origin", "http://evil.example:8485");

        assertThat(handle(own).status()).isEqualTo(200);
        assertThat(handle(foreign).status()).isEqualTo(403);
        assertThat(handle(rebound).status()).isEqualTo(403);
    }

    @Test
    void answersProbesAndNothingElseWithoutAToken() {
        assertThat(handle(FakeExchange.get("/healthz")).status()).isEqualTo(200);
        for (String path : List.of("/", "/admin/v1", "/admin/v1/", "/v1/chat/completions")) {
            assertThat(handle(FakeExchange.get(path)).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void refusesMethodsAndContentTypesOfOtherKinds() {
        assertThat(handle(FakeExchange.of("TRACE", "/admin/v1/usage").key(TOKEN))
                        .answerHeader("allow"))
                .isEqualTo("DELETE, GET, POST, PUT");
        assertThat(handle(FakeExchange.post("/admin/v1/explain", "{}")
                                .key(TOKEN)
                                .with("content-type", "text/plain"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void asksItsOwnSectionInPlaceOfTheRouter() {
        AdminDoor own = AdminDoor.of(router.directory(), Secret.of(TOKEN))
                .section("keys", question -> Payload.ofUtf8("{\"asked\":\"" + question.path() + "\"}"))
                .build();
        FakeExchange exchange = FakeExchange.get("/admin/v1/keys/abc").key(TOKEN);

        own.handle(exchange);

        assertThat(exchange.answer()).isEqualTo("{\"asked\":\"/keys/abc\"}");
    }

    @Test
    void aSectionWhoseStoreFailsIsUnavailableAndItsWordsAreNotTold() {
        AdminDoor own = AdminDoor.of(router.directory(), Secret.of(TOKEN))
                .section("keys", question -> {
                    throw new IllegalStateException("relation virtual_key of pm-secret is gone");
                })
                .build();
        FakeExchange exchange = FakeExchange.get("/admin/v1/keys").key(TOKEN);

        own.handle(exchange);

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer()).contains("store_unavailable").doesNotContain("virtual_key", "pm-secret");
    }

    @Test
    void writesDownWhatChangesSomethingAndWhatBecameOfIt() {
        router.controlledBy(question -> {
            if (question.path().equals("/policy/rollback")) {
                throw new ControlException(409, "nothing_before", "There is no policy before this one.");
            }
            return new ScriptedResponse().frame("{}").end();
        });
        handle(FakeExchange.get("/admin/v1/policy").key(TOKEN));
        handle(FakeExchange.post("/admin/v1/explain", "{}").key(TOKEN));
        handle(FakeExchange.post("/admin/v1/policy/rollback", "{}").key(TOKEN).from("10.0.0.9"));
        handle(FakeExchange.of("PUT", "/admin/v1/policy")
                .header("content-type", "application/json")
                .key(TOKEN)
                .header("x-request-id", "req-of-mine"));
        handle(FakeExchange.of("DELETE", "/admin/v1/keys/\u001b[31m' OR 1=1").key(TOKEN));
        handle(FakeExchange.of("DELETE", "/admin/v1/keys/abc").key("wrong"));

        String audit = handle(FakeExchange.get("/admin/v1/audit").key(TOKEN)).answer();

        assertThat(audit.split("\"at\"")).as("three actions").hasSize(4);
        assertThat(audit)
                .contains("\"from\":\"10.0.0.9\",\"action\":\"POST\",\"target\":\"/policy/rollback\",\"status\":409,"
                        + "\"outcome\":\"nothing_before\"")
                .contains(
                        "\"who\":\"admin\"",
                        "\"action\":\"PUT\",\"target\":\"/policy\",\"status\":200,\"outcome\":\"ok\","
                                + "\"requestId\":\"req-of-mine\"")
                .contains("\"target\":\"other\"")
                .doesNotContain("OR 1=1", "explain");
    }

    @Test
    void aKeyThatWasWrittenWhereItsIdBelongsIsNotWrittenDown() {
        router.controlledBy(question -> {
            throw new ControlException(404, "no_such_key", "There is no such key.");
        });

        handle(FakeExchange.of("DELETE", "/admin/v1/keys/pm-secret").key(TOKEN));

        assertThat(handle(FakeExchange.get("/admin/v1/audit").key(TOKEN)).answer())
                .contains("\"action\":\"DELETE\",\"target\":\"/keys\",\"status\":404")
                .doesNotContain("pm-secret");
    }

    @Test
    void makesGuessingTheTokenSlow() {
        for (int i = 0; i < 10; i++) {
            assertThat(handle(FakeExchange.get("/admin/v1/policy")
                                    .key("guess-" + i)
                                    .from("10.0.0.8"))
                            .status())
                    .isEqualTo(401);
        }

        assertThat(handle(FakeExchange.get("/admin/v1/policy").key("guess").from("::ffff:10.0.0.8"))
                        .status())
                .isEqualTo(429);
        assertThat(handle(FakeExchange.get("/admin/v1/policy").key(TOKEN).from("10.0.0.8"))
                        .status())
                .isEqualTo(429);
    }
}
