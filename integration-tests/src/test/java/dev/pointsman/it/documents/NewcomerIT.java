package dev.pointsman.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first steps: serve, ask, look at the decision, change a weight, see the next decision change. */
class NewcomerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theLineThatTheGatewayPrintsIsAnsweredWhenItIsPasted() throws Exception {
        try (Gateway gateway =
                Gateway.servingWithoutConfiguration(Map.of("POINTSMAN_KEY", "", "POINTSMAN_ADMIN_KEY", ""))) {
            String line = gateway.greeting()
                    .lines()
                    .map(String::strip)
                    .filter(text -> text.startsWith("curl "))
                    .findFirst()
                    .orElseThrow();

            Shell shell = Shell.run(folder, Map.of(), line.replaceFirst("^curl ", "curl -sS -f "));

            assertThat(shell.exitCode()).as(shell.out()).isZero();
            assertThat(JSON.readTree(shell.out())
                            .at("/choices/0/message/content")
                            .asText())
                    .isNotBlank();
        }
    }

    @Test
    void aChangedWeightChangesTheNextDecision() throws Exception {
        String policy = Page.of("policy-examples/first-policy.yaml").text();
        String readme = Page.of("README.md").text();
        assertThat(policy).contains("cost: 0.3");
        assertThat(readme).contains("policy-examples/first-policy.yaml", "`cost: 0.3` to `cost: 2`");

        try (Gateway gateway = Gateway.serving(policy, Map.of())) {
            RawClient agent = new RawClient(gateway);
            HttpResponse<String> before = agent.chat("auto", false);

            gateway.rewrite(policy.replace("cost: 0.3", "cost: 2"), "the changed policy is in force");
            HttpResponse<String> after = agent.chat("auto", false);

            assertThat(model(before)).isEqualTo("smart");
            assertThat(model(after)).isEqualTo("cheap");
            JsonNode decision = gateway.decision(header(after, "x-pointsman-decision"));
            assertThat(decision.toString()).contains("sandbox/cheap", "\"profile\":\"default\"");
            Command decisions = command(gateway, "decisions");
            assertThat(decisions.exitCode()).as(decisions.all()).isZero();
            assertThat(decisions.out()).contains("sandbox/smart", "sandbox/cheap");
            assertThat(command(gateway, "explain", "--model", "auto").out()).contains("what would flip it");
        }
    }

    private Command command(Gateway gateway, String... words) throws Exception {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--admin-port";
        all[words.length + 1] = String.valueOf(gateway.adminUri().getPort());
        return Command.run(folder, Map.of("POINTSMAN_ADMIN_KEY", gateway.adminKey()), all);
    }

    private static String model(HttpResponse<String> answer) {
        return header(answer, "x-pointsman-model");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
