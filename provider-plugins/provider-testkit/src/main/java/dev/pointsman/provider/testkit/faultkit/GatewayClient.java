package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.Traffic;
import dev.pointsman.provider.testkit.faultkit.GatewayAnswer.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a gateway as a plain client of a dialect would, and keeps all that comes back. Thread-safe. */
final class GatewayClient implements AutoCloseable {

    private final Target target;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GatewayClient(Target target) {
        this.target = target;
    }

    /**
     * Asks and reads to the end, however that looks.
     *
     * @throws IOException when the gateway cannot be reached at all
     */
    GatewayAnswer ask(Traffic traffic, FaultCase faultCase) throws IOException, InterruptedException {
        HttpRequest request = request(traffic, faultCase);
        long began = System.nanoTime();
        AtomicReference<@Nullable InputStream> open = new AtomicReference<>();
        CompletableFuture<GatewayAnswer> whole = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenCompose(head -> {
                    open.set(head.body());
                    CompletableFuture<GatewayAnswer> read = new CompletableFuture<>();
                    Thread.ofVirtual().name("faultkit-client").start(() -> read.complete(read(head, began)));
                    return read;
                });
        CompletableFuture<GatewayAnswer> patient = whole.copy()
                .completeOnTimeout(
                        answer(null, "", End.HUNG, began), target.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failed -> answer(null, "", End.CUT, began));
        GatewayAnswer answer = patient.join();
        if (answer.end() == End.HUNG) {
            return giveUp(whole, open.get(), began);
        }
        return answer;
    }

    /** Closes what is open; what had come by then is the answer. */
    private static GatewayAnswer giveUp(CompletableFuture<GatewayAnswer> whole, @Nullable InputStream open, long began)
            throws IOException {
        if (open == null) {
            whole.cancel(true);
            return answer(null, "", End.HUNG, began);
        }
        open.close();
        GatewayAnswer cut = whole.join();
        return new GatewayAnswer(cut.status(), cut.headers(), cut.body(), End.HUNG, since(began));
    }

    private static GatewayAnswer read(HttpResponse<InputStream> head, long began) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        End end = End.CLEAN;
        try (InputStream in = head.body()) {
            in.transferTo(body);
        } catch (IOException e) {
            // The gateway dropped the connection, which is an answer too.
            end = End.CUT;
        }
        return answer(head, body.toString(StandardCharsets.UTF_8), end, began);
    }

    private static GatewayAnswer answer(@Nullable HttpResponse<?> head, String body, End end, long began) {
        Map<String, String> headers = new TreeMap<>();
        if (head != null) {
            head.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        }
        return new GatewayAnswer(head == null ? 0 : head.statusCode(), headers, body, end, since(began));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private HttpRequest request(Traffic traffic, FaultCase faultCase) {
        String model = target.model(faultCase);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(target.gateway() + path(traffic.dialect(), model, faultCase.streamed())))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(traffic.dialect(), model, faultCase.streamed())));
        if (!target.key().isEmpty()) {
            request.header(traffic.credentialHeader(), traffic.credentialPrefix() + target.key());
        }
        target.headers().apply(faultCase).forEach(request::header);
        return request.build();
    }

    private static String path(Dialect dialect, String model, boolean streamed) {
        if (dialect.equals(Dialect.GEMINI_GENERATE)) {
            return "/v1beta/models/" + model + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
        }
        if (dialect.equals(Dialect.ANTHROPIC_MESSAGES)) {
            return "/v1/messages";
        }
        return dialect.equals(Dialect.OPENAI_RESPONSES) ? "/v1/responses" : "/v1/chat/completions";
    }

    private static String body(Dialect dialect, String model, boolean streamed) {
        if (dialect.equals(Dialect.GEMINI_GENERATE)) {
            return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Name three rivers.\"}]}]}";
        }
        String start = "{\"model\":\"" + model + "\",\"stream\":" + streamed + ",";
        if (dialect.equals(Dialect.OPENAI_RESPONSES)) {
            return start + "\"input\":\"Name three rivers.\"}";
        }
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Name three rivers.\"}]";
        return start + (dialect.equals(Dialect.ANTHROPIC_MESSAGES) ? "\"max_tokens\":64," : "") + messages + "}";
    }

    @Override
    public void close() {
        http.close();
    }
}
