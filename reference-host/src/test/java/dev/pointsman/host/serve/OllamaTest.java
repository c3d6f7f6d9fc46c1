package dev.pointsman.host.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OllamaTest {

    @Test
    void isFoundWhereItAnswers() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/version", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(Ollama.answers(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(30)))
                    .isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotWaitedForWhereSomethingIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Instant began = Instant.now();

            boolean answers =
                    Ollama.answers(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(50));

            assertThat(answers).isFalse();
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }
}
