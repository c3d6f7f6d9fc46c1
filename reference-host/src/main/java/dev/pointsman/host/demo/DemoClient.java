package dev.pointsman.host.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.host.demo.Outcome.Try;
import dev.pointsman.host.serve.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An agent and an operator of a gateway, over HTTP like any other. One thread. */
public final class DemoClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TOKENS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A decision is recorded when the answer has ended, which its reader may notice a moment before. */
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway;

    public DemoClient(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a request, reads its whole answer and looks up what the router recorded of it.
     *
     * @throws IOException when the gateway does not answer
     */
    public Outcome ask(Scenario.Ask ask) throws IOException, InterruptedException {
        HttpRequest request = request(
                        gateway.dataUrl().resolve("/v1/chat/completions"),
                        gateway.key().secret().reveal())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(ask))))
                .build();
        long began = System.nanoTime();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        String reason = response.headers().firstValue("x-pointsman-reason").orElse("");
        JsonNode record =
                record(response.headers().firstValue("x-pointsman-decision").orElse(""));
        List<Try> tries = new ArrayList<>();
        record.path("tried")
                .forEach(tried -> tries.add(new Try(
                        tried.path("provider").asText(),
                        tried.path("model").asText(),
                        tried.path("outcome").asText())));
        return new Outcome(
                response.statusCode(),
                record.path("answered").isTextual() ? record.path("answered").asText() : null,
                reason,
                tries,
                record.path("costMicros").isNumber() ? record.path("costMicros").asLong() : null,
                millis);
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode record(String decision) throws IOException, InterruptedException {
        HttpRequest question = request(
                        gateway.adminUrl().resolve("/admin/v1/decisions/" + decision),
                        gateway.adminKey().secret().reveal())
                .build();
        long latest = System.nanoTime() + RECORDED_WITHIN.toNanos();
        while (true) {
            HttpResponse<String> response = http.send(question, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return JSON.readTree(response.body());
            }
            if (System.nanoTime() > latest) {
                throw new IOException("the gateway has no record of the decision \"" + decision + "\" (status "
                        + response.statusCode() + ")");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static ObjectNode body(Scenario.Ask ask) {
        ObjectNode body = JSON.createObjectNode().put("model", ask.model()).put("stream", ask.stream());
        body.put("max_tokens", MOST_TOKENS);
        body.putArray("messages").addObject().put("role", "user").put("content", ask.prompt());
        return body;
    }

    private static HttpRequest.Builder request(URI uri, String key) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json");
    }
}
