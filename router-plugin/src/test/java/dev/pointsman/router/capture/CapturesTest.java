package dev.pointsman.router.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.config.CaptureConfig;
import dev.pointsman.router.config.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CaptureConfig RAW = new CaptureConfig("research", Set.of(), Duration.ofDays(2), 1);

    @TempDir
    private Path data;

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void whatNobodyAskedForIsNotCaptured() throws IOException {
        ModelResponse answer = new Answer("never");
        try (Captures captures = captures()) {
            assertThat(captures.around(null, "default", request("hello"), answer))
                    .isSameAs(answer);
        }
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void anExchangeIsALineThatItsOwnerAloneCanRead() throws IOException {
        capture(RAW, "{\"ask\":1}", "{\"a\":1}", "{\"b\":2}");

        Path file = data.resolve("captured/research/2026-11-25.jsonl");
        JsonNode line = JSON.readTree(Files.readString(file));
        assertThat(line.path("request").asText()).isEqualTo("{\"ask\":1}");
        assertThat(line.path("answer")).extracting(JsonNode::asText).containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(line.path("outcome").asText()).isEqualTo("ok");
        assertThat(line.path("workspace").asText()).isEqualTo("lab");
        assertThat(line.path("cut").asBoolean()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsToBeCutIsCutOutOfBoth() throws IOException {
        CaptureConfig careful = new CaptureConfig("research", Set.of(Redaction.values()), Duration.ofDays(2), 1);

        capture(
                careful,
                "Write to ada@example.org, with sk-live-0123456789abcdef, card 4111 1111 1111 1111",
                "data:image/png;base64," + "iVBORw0KGgo".repeat(40));

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst())
                .contains("[emails]", "[keys]", "[numbers]", "[binaries]", "Write to")
                .doesNotContain("ada@", "sk-live", "4111", "iVBOR");
    }

    @Test
    void howItEndedIsWrittenWhicheverWayItEnds() throws IOException {
        try (Captures captures = captures()) {
            ModelResponse left = captures.around(RAW, "lab", request("one"), new Answer("a", "b"));
            left.next();
            left.close();
            left.close();
            ModelResponse failed = captures.around(RAW, "lab", request("two"), new Answer());
            assertThatThrownBy(failed::next).isInstanceOf(ProviderException.class);
            failed.close();
        }

        assertThat(lines()).hasSize(2);
        assertThat(lines().toString()).contains("\"outcome\":\"cancelled\"", "\"outcome\":\"empty\"");
    }

    @Test
    void whatIsTooLongIsCutAndADayHasAnEnd() throws IOException {
        String half = "x".repeat(600 * 1024);

        capture(RAW, "long", half, half);
        capture(RAW, "another", half);

        assertThat(lines()).as("the second would go beyond the day's megabyte").hasSize(1);
        assertThat(JSON.readTree(lines().getFirst()).path("cut").asBoolean()).isTrue();
    }

    @Test
    void filesAreDeletedByAgeAndOthersAreLeftAlone() throws IOException {
        capture(RAW, "old", "a");
        Path kept = Files.writeString(data.resolve("captured/research/notes.txt"), "mine");
        now = now.plus(Duration.ofDays(3));

        try (Captures captures = captures()) {
            captures.use(List.of(RAW));
            captures.sweep();
        }

        assertThat(kept).exists();
        assertThat(lines()).isEmpty();
    }

    @Test
    void aDiskThatCannotBeWrittenTakesNoAnswerAway() throws IOException {
        Files.writeString(data.resolve("captured"), "in the way");

        capture(RAW, "one", "a");

        assertThat(data.resolve("captured")).hasContent("in the way");
    }

    private void capture(CaptureConfig config, String request, String... frames) {
        try (Captures captures = captures()) {
            ModelResponse response = captures.around(config, "lab", request(request), new Answer(frames));
            List<Frame> got = new ArrayList<>();
            for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
                got.add(frame.get());
            }
            response.close();
            assertThat(got).hasSize(frames.length);
        }
    }

    private Captures captures() {
        return Captures.in(Optional.of(data), () -> now);
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var files = Files.walk(data)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static ModelRequest request(String body) {
        return ModelRequest.of("auto", Dialect.OPENAI_CHAT, true, Payload.ofUtf8(body));
    }

    /** Has these frames; without any it fails. */
    private static final class Answer implements ModelResponse {

        private final Deque<Frame> frames = new ArrayDeque<>();
        private final boolean fails;

        Answer(String... frames) {
            this.fails = frames.length == 0;
            for (String frame : frames) {
                this.frames.add(new Frame("", Payload.ofUtf8(frame)));
            }
        }

        @Override
        public Optional<Frame> next() {
            if (fails) {
                throw new ProviderException(new ProviderFailure.Empty());
            }
            return Optional.ofNullable(frames.poll());
        }

        @Override
        public void close() {
            frames.clear();
        }
    }
}
