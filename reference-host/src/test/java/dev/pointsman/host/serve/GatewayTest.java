package dev.pointsman.host.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.host.FakeHost;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.ListenAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    private static final ListenAddress ANY_PORT = new ListenAddress("127.0.0.1", 0);
    private static final String CHAT = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @TempDir
    Path temporary;

    private final FakeHost host = new FakeHost().answering("/models", "{\"models\":[]}");

    @Test
    void aDataFolderWithItsOwnStoreServesOneGatewayAtATime() throws Exception {
        try (Gateway first = Gateway.open(configuration(), Map.of(), host)) {
            assertThatThrownBy(() -> Gateway.open(configuration(), Map.of(), new FakeHost()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "another gateway (process "
                                    + ProcessHandle.current().pid() + ")",
                            "--data");
            assertThat(first.dataUrl()).isNotNull();
        }

        Gateway.open(configuration(), Map.of(), new FakeHost()).close();
    }

    @Test
    void servesAgentsAndOperatorsEachWithTheirKey() throws Exception {
        try (Gateway gateway = Gateway.open(configuration(), Map.of(), host);
                HttpClient client = HttpClient.newHttpClient()) {
            String key = gateway.key().secret().reveal();
            String adminKey = gateway.adminKey().secret().reveal();

            HttpResponse<String> chat = client.send(
                    request(gateway.dataUrl().resolve("/v1/chat/completions"), key)
                            .POST(BodyPublishers.ofString(CHAT))
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> stranger = client.send(
                    request(gateway.dataUrl().resolve("/v1/chat/completions"), adminKey)
                            .POST(BodyPublishers.ofString(CHAT))
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> models = client.send(
                    request(gateway.adminUrl().resolve("/admin/v1/models"), adminKey)
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> agentAtAdmin = client.send(
                    request(gateway.adminUrl().resolve("/admin/v1/models"), key).build(), BodyHandlers.ofString());

            assertThat(chat.statusCode()).isEqualTo(200);
            assertThat(chat.body()).isEqualTo(FakeHost.ANSWER);
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(models.body()).isEqualTo("{\"models\":[]}");
            assertThat(agentAtAdmin.statusCode()).isEqualTo(401);
        }
        assertThat(host.isClosed()).isTrue();
    }

    @Test
    void aKeyThatAnOperatorMakesOpensUntilItIsRevoked() throws Exception {
        try (Gateway gateway = Gateway.open(configuration(), Map.of(), host);
                HttpClient client = HttpClient.newHttpClient()) {
            String adminKey = gateway.adminKey().secret().reveal();
            URI keys = gateway.adminUrl().resolve("/admin/v1/keys");
            JsonNode made = new ObjectMapper()
                    .readTree(client.send(
                                    request(keys, adminKey)
                                            .POST(BodyPublishers.ofString("{\"name\":\"ci\"}"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());

            int used = chat(client, gateway, made.path("key").asText());
            client.send(
                    request(URI.create(keys + "/" + made.path("id").asText()), adminKey)
                            .DELETE()
                            .build(),
                    BodyHandlers.ofString());
            int revoked = chat(client, gateway, made.path("key").asText());
            String audit = client.send(
                            request(gateway.adminUrl().resolve("/admin/v1/audit"), adminKey)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            assertThat(used).isEqualTo(200);
            assertThat(revoked).isEqualTo(401);
            assertThat(audit).contains("\"action\":\"POST\",\"target\":\"/keys\"", "\"action\":\"DELETE\"");
        }
    }

    @Test
    void whatAgentsAskIsCountedAndShownToOperatorsAlone() throws Exception {
        try (Gateway gateway = Gateway.open(configuration(), Map.of(), host);
                HttpClient client = HttpClient.newHttpClient()) {
            URI metrics = gateway.adminUrl().resolve("/metrics");
            String key = gateway.key().secret().reveal();
            chat(client, gateway, key);

            HttpResponse<String> shown = client.send(
                    request(metrics, gateway.adminKey().secret().reveal()).build(), BodyHandlers.ofString());
            HttpResponse<String> toAgent = client.send(request(metrics, key).build(), BodyHandlers.ofString());

            assertThat(shown.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(shown.body())
                    .contains(
                            "pointsman_http_requests_seconds_count{route=\"POST /v1/chat/completions\",status=\"200\"} 1",
                            "pointsman_egress_denied_total 0.0",
                            "jvm_memory_used_bytes{");
            assertThat(toAgent.statusCode()).isEqualTo(401);
        }
    }

    private static int chat(HttpClient client, Gateway gateway, String key) throws Exception {
        return client.send(
                        request(gateway.dataUrl().resolve("/v1/chat/completions"), key)
                                .POST(BodyPublishers.ofString(CHAT))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void refusesAgentsInTheirDialectUntilThereIsAPolicyThatCanBeUsed() throws Exception {
        host.answering("/policy", "{\"version\":\"none\"}");
        try (Gateway gateway = Gateway.openWithoutPolicy(configuration(), Map.of(), host);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> chat = post(client, gateway, "/v1/chat/completions", CHAT);
            HttpResponse<String> message = post(
                    client, gateway, "/v1/messages", CHAT.replace("\"messages\"", "\"max_tokens\":9,\"messages\""));

            host.answering("/policy", "{\"version\":\"mended\"}");
            HttpResponse<String> mended = post(client, gateway, "/v1/chat/completions", CHAT);

            assertThat(chat.statusCode()).isEqualTo(503);
            assertThat(chat.body()).contains("\"code\":\"policy_invalid\"", "cannot be used", "doctor");
            assertThat(message.statusCode()).isEqualTo(503);
            assertThat(message.body()).startsWith("{\"type\":\"error\"").contains("policy_invalid");
            assertThat(mended.body()).isEqualTo(FakeHost.ANSWER);
        }
    }

    private static HttpResponse<String> post(HttpClient client, Gateway gateway, String path, String body)
            throws Exception {
        return client.send(
                request(gateway.dataUrl().resolve(path), gateway.key().secret().reveal())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void tellsItsPluginsWhereItListens() throws IOException {
        try (Gateway gateway = Gateway.open(configuration(), Map.of(), host)) {
            assertThat(host.ownAddresses())
                    .extracting(address -> address.getPort())
                    .containsExactlyInAnyOrder(
                            gateway.dataUrl().getPort(), gateway.adminUrl().getPort());
        }
    }

    @Test
    void printsACallThatWorksWhenPasted() throws Exception {
        StringWriter text = new StringWriter();
        try (Gateway gateway = Gateway.open(configuration(), Map.of(), host)) {
            Greeting.print(new PrintWriter(text), gateway);
            String pasted = text.toString()
                    .lines()
                    .filter(line -> line.strip().startsWith("curl "))
                    .findFirst()
                    .orElseThrow();

            Process shell = new ProcessBuilder("sh", "-c", pasted + " -s")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();

            assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(FakeHost.ANSWER);
        }
        assertThat(text.toString())
                .contains("models      auto, auto-fast\n", "candidates  sandbox/cheap\n")
                .contains(temporary.resolve("the data/key").toString());
    }

    @Test
    void namesAPortThatIsTakenAndClosesWhatItOpened() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Configuration configuration = configuration();
            configuration = configuration.withGateway(
                    configuration.gateway().withListen(ANY_PORT.withPort(taken.getLocalPort())));
            Configuration clash = configuration;

            assertThatThrownBy(() -> Gateway.open(clash, Map.of(), host))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(host.isClosed()).isTrue();
    }

    @Test
    void closesItsHostWhenThePolicyIsRefused() {
        host.refusing("profiles.fast", "is wrong", "put it right");

        assertThatThrownBy(() -> Gateway.open(configuration(), Map.of(), host))
                .hasMessage("profiles.fast: is wrong; put it right");
        assertThat(host.isClosed()).isTrue();
        assertThat(Files.exists(temporary.resolve("the data"))).isTrue();
    }

    private Configuration configuration() {
        Configuration configuration = Configuration.ofPolicy(Map.of("version", 1));
        GatewayConfig gateway = configuration
                .gateway()
                .withListen(ANY_PORT)
                .withAdmin(ANY_PORT)
                .withData(temporary.resolve("the data"));
        return configuration.withGateway(gateway);
    }

    private static HttpRequest.Builder request(URI uri, String key) {
        return HttpRequest.newBuilder(uri)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json");
    }
}
