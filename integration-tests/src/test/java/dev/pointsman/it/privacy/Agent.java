package dev.pointsman.it.privacy;

import dev.pointsman.it.harness.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An agent whose every header holds a canary. */
final class Agent {

    /** What an agent was answered. */
    record Answer(String what, int status, String headers, String body) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Gateway gateway;
    private final Marks marks;
    private final String key;

    Agent(Gateway gateway, Marks marks, String key) {
        this.gateway = gateway;
        this.marks = marks;
        this.key = key;
    }

    Answer posts(String path, String body, String... headers) throws Exception {
        HttpRequest request = marked(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(path, request);
    }

    Answer gets(String path) throws Exception {
        return answer(path, marked(path).GET().build());
    }

    /** Asks and does not wait; cancelling it is leaving. */
    CompletableFuture<?> begins(String path, String body) {
        HttpRequest request =
                marked(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder marked(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .timeout(Duration.ofSeconds(25))
                .setHeader("authorization", "Bearer " + key)
                .setHeader("content-type", "application/json")
                .setHeader("user-agent", marks.content().text("user-agent"))
                .setHeader("cookie", "session=" + marks.content().text("cookie"))
                .setHeader("referer", "https://example.com/" + marks.content().text("referer"))
                .setHeader("x-anything", marks.content().text("header"))
                .setHeader("x-pointsman-user", marks.person().text("user"))
                .setHeader("x-pointsman-session", marks.person().text("session"))
                .setHeader("x-pointsman-agent", marks.name().text("agent"))
                .setHeader("x-pointsman-labels", "team=" + marks.name().text("label"))
                .setHeader("x-request-id", marks.name().text("request-id"));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Answer answer(String what, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return new Answer(
                    what,
                    answer.statusCode(),
                    answer.headers().map().toString(),
                    new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
