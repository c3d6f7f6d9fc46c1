package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.edge.keys.KeysUnavailableException;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysAtTheDoorTest {

    private static final String BODY = "{\"model\":\"auto\"}";
    private final TestDoor door = new TestDoor();

    @Test
    void needsAKeyAlsoOnLoopback() {
        FakeExchange exchange = door.handle(FakeExchange.post("/v1/chat/completions", BODY));

        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.answer()).contains("\"code\":\"invalid_api_key\"");
        assertThat(exchange.answerHeader("x-should-retry")).isEqualTo("false");
        assertThat(door.router.waitingCalls()).isZero();
    }

    @Test
    void refusesAWrongKeyInTheDialectOfMessages() {
        FakeExchange exchange =
                door.handle(FakeExchange.post("/v1/messages", BODY).header("x-api-key", TestDoor.KEY + "x"));

        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.answer())
                .contains("\"type\":\"authentication_error\"")
                .doesNotContain(TestDoor.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic cG06",
                "bearer\u00e9",
                "' OR 1=1 --",
                "Bearer %",
                "Bearer pm-test-key-01234567890"
            })
    void refusesOddAuthorizations(String authorization) {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", BODY).header("authorization", authorization);

        assertThat(door.handle(exchange).status()).isEqualTo(401);
    }

    @Test
    void takesTheKeyWhereTheDialectHasIt() {
        assertThat(door.chat(BODY).status()).isEqualTo(200);
        assertThat(door.messages(BODY).status()).isEqualTo(200);
        assertThat(door.handle(FakeExchange.post("/v1/messages", BODY).key(TestDoor.KEY))
                        .status())
                .isEqualTo(200);
        assertThat(door.handle(FakeExchange.post("/v1/chat/completions", BODY).query("key", TestDoor.KEY))
                        .status())
                .as("no token in the URL of a dialect that has none there")
                .isEqualTo(401);
    }

    @Test
    void makesGuessingSlow() {
        for (int i = 0; i < 10; i++) {
            door.handle(FakeExchange.post("/v1/chat/completions", BODY)
                    .key("pm-guess-" + i)
                    .from("::ffff:10.0.0.1"));
        }

        FakeExchange exchange = door.handle(FakeExchange.post("/v1/chat/completions", BODY)
                .key(TestDoor.KEY)
                .from("10.0.0.1"));

        assertThat(exchange.status()).isEqualTo(429);
        assertThat(exchange.answerHeader("retry-after")).isNotNull();
        assertThat(door.chat(BODY).status()).as("another address").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost?",
                "localhost@evil.example",
                "localhost.",
                ""
            })
    void refusesAHostThatIsNotOurs(String host) {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", BODY)
                .key(TestDoor.KEY)
                .with("host", host);

        assertThat(door.handle(exchange).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8484", "127.0.0.1:1", "[::1]:8484"})
    void acceptsTheLoopbackNames(String host) {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", BODY)
                .key(TestDoor.KEY)
                .with("host", host);

        assertThat(door.handle(exchange).status()).isEqualTo(200);
    }

    @Test
    void refusesTwoHosts() {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", BODY)
                .key(TestDoor.KEY)
                .header("host", "localhost");

        assertThat(door.handle(exchange).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://localhost:8484", "https://evil.example"})
    void refusesEveryWebPage(String origin) {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", BODY)
                .key(TestDoor.KEY)
                .header("origin", origin);

        assertThat(door.handle(exchange).status()).isEqualTo(403);
        assertThat(door.router.waitingCalls()).isZero();
    }

    @Test
    void acceptsHostsAndOriginsThatAreAllowed() {
        DataDoor open = DataDoor.of(door.router.directory(), door.keys)
                .hosts(Set.of("router.example"))
                .origins(Set.of("https://chat.example"))
                .build();
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", BODY)
                .key(TestDoor.KEY)
                .with("host", "Router.example:443")
                .header("origin", "https://chat.example");

        open.handle(exchange);

        assertThat(exchange.status()).isEqualTo(200);
    }

    @Test
    void letsProbesInWithoutAKeyAndUnderAnyHost() {
        assertThat(door.handle(FakeExchange.get("/healthz").with("host", "10.1.2.3:8484"))
                        .status())
                .isEqualTo(200);
        assertThat(door.handle(FakeExchange.get("/readyz")).status()).isEqualTo(200);
    }

    @Test
    void isNotReadyWithoutARouter() {
        DataDoor empty = DataDoor.of(ProviderDirectory.empty(), door.keys).build();
        FakeExchange exchange = FakeExchange.get("/readyz");

        empty.handle(exchange);

        assertThat(exchange.status()).isEqualTo(503);
    }

    @Test
    void whileNobodyKnowsWhetherAKeyIsRightItIsNotCalledWrong() {
        DataDoor blind = DataDoor.of(door.router.directory(), presented -> {
                    throw new KeysUnavailableException(new SQLException("near 'pm-secret'"));
                })
                .build();
        FakeExchange exchange = FakeExchange.post("/v1/messages", BODY).header("x-api-key", "pm-anything");

        blind.handle(exchange);

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answerHeader("retry-after")).isEqualTo("5");
        assertThat(exchange.answer()).contains("overloaded_error").doesNotContain("pm-");
    }
}
