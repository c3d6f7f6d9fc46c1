package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What vendors really answered, played through the response. */
class RecordedTrafficTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonNode> EXCHANGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Path wire = repository().resolveSibling("shared/fixtures/wire");
        if (!Files.isDirectory(wire)) {
            assertThat(System.getenv("CI")).as("recorded traffic must be there").isNotEqualTo("true");
            assumeTrue(false, "no recorded traffic beside the repository");
        }
        for (JsonNode entry : JSON.readTree(wire.resolve("INDEX.json").toFile())) {
            String dialect = entry.path("dialect").asText();
            if (dialect.equals("openai-chat") || dialect.equals("anthropic-messages")) {
                String file = entry.path("file").asText();
                EXCHANGES.put(file, JSON.readTree(wire.resolve(file).toFile()));
            }
        }
    }

    @Test
    void everyRecordedStreamComesThroughFrameByFrame() {
        int streams = 0;
        for (Map.Entry<String, JsonNode> exchange : EXCHANGES.entrySet()) {
            String sse = exchange.getValue().at("/response/sse").asText();
            if (sse.isEmpty() || hasErrorInside(sse)) {
                continue;
            }
            List<String> payloads = new ArrayList<>();
            HttpModelResponse response = response(exchange.getValue(), FakeCall.inPieces(200, sse, 7), true);
            for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
                payloads.add(frame.get().payload().utf8());
            }
            assertThat(payloads.equals(dataLinesToTheEnd(sse)))
                    .as(exchange.getKey())
                    .isTrue();
            streams++;
        }
        assertThat(streams).isGreaterThan(100);
    }

    @Test
    void everyRecordedErrorInsideAStreamFails() {
        int errors = 0;
        for (Map.Entry<String, JsonNode> exchange : EXCHANGES.entrySet()) {
            String sse = exchange.getValue().at("/response/sse").asText();
            if (!sse.isEmpty() && hasErrorInside(sse)) {
                HttpModelResponse response = response(exchange.getValue(), FakeCall.answering(200, sse), true);
                assertThat(failure(response)).as(exchange.getKey()).isNotNull();
                errors++;
            }
        }
        assertThat(errors).isGreaterThanOrEqualTo(3);
    }

    @Test
    void everyRecordedErrorStatusIsTold() {
        int errors = 0;
        for (Map.Entry<String, JsonNode> exchange : EXCHANGES.entrySet()) {
            int status = exchange.getValue().at("/response/status").asInt();
            JsonNode body = exchange.getValue().at("/response/body");
            if (status < 400 || body.isMissingNode()) {
                continue;
            }
            ProviderFailure failure =
                    failure(response(exchange.getValue(), FakeCall.answering(status, body.toString()), false));
            switch (status) {
                case 401 -> assertThat(failure).as(exchange.getKey()).isInstanceOf(Unauthorized.class);
                case 404 -> assertThat(failure).as(exchange.getKey()).isInstanceOf(ModelUnavailable.class);
                case 429 -> assertThat(failure).as(exchange.getKey()).isInstanceOf(RateLimited.class);
                default ->
                    assertThat(failure instanceof ContextTooLong)
                            .as(exchange.getKey())
                            .isEqualTo(exchange.getKey().contains("context-length-exceeded")
                                    || body.toString().matches(".*(too long|maximum context length).*"));
            }
            errors++;
        }
        assertThat(errors).isGreaterThan(15);
    }

    @Test
    void everyRecordedWholeAnswerIsOneFrame() {
        int answers = 0;
        for (Map.Entry<String, JsonNode> exchange : EXCHANGES.entrySet()) {
            JsonNode body = exchange.getValue().at("/response/body");
            boolean answered = exchange.getValue().at("/response/status").asInt() == 200;
            if (answered && body.isObject() && !body.hasNonNull("error")) {
                HttpModelResponse response =
                        response(exchange.getValue(), FakeCall.answering(200, body.toString()), false);
                assertThat(response.next()).as(exchange.getKey()).contains(Frame.ofUtf8(body.toString()));
                assertThat(response.next()).isEmpty();
                answers++;
            }
        }
        assertThat(answers).isGreaterThan(100);
    }

    @Test
    void anErrorThatSays200IsTold() {
        int errors = 0;
        for (Map.Entry<String, JsonNode> exchange : EXCHANGES.entrySet()) {
            JsonNode body = exchange.getValue().at("/response/body");
            if (exchange.getValue().at("/response/status").asInt() == 200 && body.hasNonNull("error")) {
                HttpModelResponse response =
                        response(exchange.getValue(), FakeCall.answering(200, body.toString()), false);
                assertThat(failure(response)).as(exchange.getKey()).isInstanceOf(Refused.class);
                errors++;
            }
        }
        assertThat(errors).isPositive();
    }

    private static HttpModelResponse response(JsonNode exchange, FakeCall call, boolean streaming) {
        boolean chat = exchange.path("dialect").asText().equals("openai-chat");
        AnswerStyle style = chat ? AnswerStyle.openAiChat() : AnswerStyle.anthropicMessages();
        return new HttpModelResponse(() -> call, style, streaming);
    }

    private static ProviderFailure failure(HttpModelResponse response) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> {
            while (response.next().isPresent()) {
                // Frames before the error are of no interest here.
            }
        });
        return failure == null ? null : failure.failure();
    }

    private static boolean hasErrorInside(String sse) {
        return dataLines(sse).stream().anyMatch(line -> {
            try {
                JsonNode frame = line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
                return frame.hasNonNull("error")
                        || frame.at("/choices/0/finish_reason").asText().equals("error");
            } catch (IOException e) {
                throw new IllegalStateException("a recorded frame that is not JSON", e);
            }
        });
    }

    /** By the plainest reading there is; the recordings have one data line per event. */
    private static List<String> dataLines(String sse) {
        return sse.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).stripLeading())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Some recordings hold two answers one after the other. */
    private static List<String> dataLinesToTheEnd(String sse) {
        List<String> lines = new ArrayList<>();
        for (String line : dataLines(sse)) {
            lines.add(line);
            if (line.equals("[DONE]") || line.startsWith("{\"type\":\"message_stop\"")) {
                break;
            }
        }
        return lines;
    }

    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        assumeTrue(directory != null, "not within the repository");
        return directory;
    }
}
