package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.edge.keys.VirtualKey;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelListingTest {

    private final TestDoor door = new TestDoor();

    ModelListingTest() {
        door.router.knows("auto", "auto-fast", "openai/gpt-5", "anthropic/claude-5");
        Set<String> any = Set.of("*");
        door.keys.add(
                Secret.of("pm-scoped-key"),
                new VirtualKey("scoped", "default", new Bounds(Set.of("openai/*"), any, any, any, any)));
    }

    @Test
    void listsTheRoutersNamesToAKeyThatNamesNoModels() {
        FakeExchange exchange = door.handle(FakeExchange.get("/v1/models").key(TestDoor.KEY));

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer())
                .startsWith("{\"object\":\"list\",\"data\":[{\"id\":\"auto\",\"object\":\"model\",\"created\":")
                .contains("\"owned_by\":\"pointsman\"", "auto-fast")
                .doesNotContain("gpt-5", "claude-5");
    }

    @Test
    void listsRealModelsToAKeyWhoseScopeNamesThem() {
        FakeExchange exchange = door.handle(FakeExchange.get("/v1/models").key("pm-scoped-key"));

        assertThat(exchange.answer()).contains("openai/gpt-5", "auto").doesNotContain("claude-5");
    }

    @Test
    void listsInTheShapeOfMessagesToItsClients() {
        FakeExchange exchange = door.handle(FakeExchange.get("/v1/models")
                .header("x-api-key", TestDoor.KEY)
                .header("anthropic-version", "2023-06-01"));

        assertThat(exchange.answer())
                .startsWith(
                        "{\"data\":[{\"type\":\"model\",\"id\":\"auto\",\"display_name\":\"auto\",\"created_at\":\"")
                .endsWith("\"has_more\":false,\"first_id\":\"auto\",\"last_id\":\"auto-fast\"}");
    }

    @Test
    void showsOneModel() {
        assertThat(door.handle(FakeExchange.get("/v1/models/auto-fast").key(TestDoor.KEY))
                        .answer())
                .startsWith("{\"id\":\"auto-fast\",\"object\":\"model\"");
        assertThat(door.handle(FakeExchange.get("/v1/models/openai%2Fgpt-5").key("pm-scoped-key"))
                        .answer())
                .contains("\"owned_by\":\"openai\"");
        assertThat(door.handle(FakeExchange.get("/v1/models/openai/gpt-5").key("pm-scoped-key"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void doesNotShowWhatItWouldNotList() {
        FakeExchange exchange =
                door.handle(FakeExchange.get("/v1/models/openai/gpt-5").key(TestDoor.KEY));

        assertThat(exchange.status()).isEqualTo(404);
        assertThat(exchange.answer()).contains("model_not_found");
    }

    @Test
    void needsAKey() {
        assertThat(door.handle(FakeExchange.get("/v1/models")).status()).isEqualTo(401);
    }
}
