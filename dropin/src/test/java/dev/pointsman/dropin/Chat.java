package dev.pointsman.dropin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An agent. */
final class Chat {

    static final String KEY = "a-key-of-this-test";
    private static final String BODY =
            "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";

    private Chat() {}

    static HttpResponse<String> complete(URI base) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
                            .timeout(Duration.ofSeconds(60))
                            .header("authorization", "Bearer " + KEY)
                            .header("content-type", "application/json")
                            .POST(BodyPublishers.ofString(BODY))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    static boolean isRefused(URI base) throws IOException, InterruptedException {
        try {
            complete(base);
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
