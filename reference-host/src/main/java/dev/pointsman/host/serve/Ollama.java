package dev.pointsman.host.serve;

import dev.pointsman.host.config.EnvironmentProviders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Looks for an Ollama on this machine. */
public final class Ollama {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private Ollama() {}

    /** Whether one answers at its usual address; known after 200 ms at the latest. */
    public static boolean answers() {
        return answers(URI.create(EnvironmentProviders.OLLAMA), PATIENCE);
    }

    static boolean answers(URI address, Duration patience) {
        HttpRequest version = HttpRequest.newBuilder(address.resolve("/api/version"))
                .timeout(patience)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(patience).build()) {
            return client.send(version, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
