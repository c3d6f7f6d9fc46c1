package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenClawHeartbeatsTest {

    private static final String HEARTBEAT = "Read HEARTBEAT.md. If nothing needs attention, reply HEARTBEAT_OK.";

    private final Example example = Example.of("openclaw-heartbeats.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void heartbeatsCostNextToNothing() {
        RoutingDecision decision = example.decide(Ask.of("auto", HEARTBEAT));

        assertThat(decision.profile()).isEqualTo("heartbeat");
        assertThat(decision.choice()).contains("openai/gpt-5-nano");
    }

    @Test
    void aHeartbeatThatOffersToolsIsStillOne() {
        assertThat(example.decide(Ask.of("auto", HEARTBEAT).withTool()).profile())
                .isEqualTo("heartbeat");
    }

    @Test
    void workGoesToAModelThatIsGoodAtTools() {
        RoutingDecision decision =
                example.decide(Ask.of("auto", "Look into the inbox.").withTool());

        assertThat(decision.profile()).isEqualTo("work");
        assertThat(decision.choice()).contains("anthropic/claude-sonnet-5");
    }

    @Test
    void theAliasIsTheHeartbeatsOwnModel() {
        assertThat(example.decide(Ask.of("heartbeat", "Hello.")).profile()).isEqualTo("heartbeat");
    }
}
