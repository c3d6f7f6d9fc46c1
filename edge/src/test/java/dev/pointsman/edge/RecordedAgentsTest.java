package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Requests as real agents sent them, on the paths this door has. */
class RecordedAgentsTest {

    private static final Path FIXTURES = Path.of("..", "..", "shared", "fixtures");
    private static final Set<String> PATHS = Set.of("/v1/chat/completions", "/v1/messages", "/v1/responses");
    private static final Pattern GEMINI = Pattern.compile("/models/([^:]+):(generateContent|streamGenerateContent)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Recorded(String name, JsonNode request) {

        /** The recording server had a prefix of its own before the path. */
        String path() {
            String path = request.get("url").asText().split("\\?")[0];
            Matcher gemini = GEMINI.matcher(path);
            return gemini.find() ? "/v1beta" + gemini.group() : path.substring(Math.max(0, path.lastIndexOf("/v1/")));
        }

        boolean isKnownPath() {
            return PATHS.contains(path()) || GEMINI.matcher(path()).find();
        }

        String model() {
            Matcher gemini = GEMINI.matcher(path());
            return gemini.find()
                    ? gemini.group(1)
                    : request.get("body").get("model").asText();
        }

        boolean isStreaming() {
            return path().endsWith(":streamGenerateContent")
                    || request.get("body").path("stream").asBoolean();
        }
    }

    @TestFactory
    Stream<DynamicTest> handsRecordedRequestsOverUnchanged() {
        boolean present = Files.isDirectory(FIXTURES);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(present).as("recorded requests in " + FIXTURES).isTrue();
        }
        assumeTrue(present, "no recorded requests in " + FIXTURES);
        List<Recorded> recorded = Stream.of("openclaw", "agents", "jvm-hosts/sdk-clients")
                .flatMap(RecordedAgentsTest::read)
                .filter(Recorded::isKnownPath)
                .toList();
        assertThat(recorded).hasSizeGreaterThan(10);
        return recorded.stream().map(request -> DynamicTest.dynamicTest(request.name(), () -> handsOver(request)));
    }

    private static void handsOver(Recorded recorded) throws Exception {
        TestDoor door = new TestDoor();
        door.router.answersWith(new ScriptedResponse().frame("{}").end());
        byte[] body = JSON.writeValueAsBytes(recorded.request().get("body"));
        FakeExchange exchange =
                FakeExchange.post(recorded.path(), "").body(body).key(TestDoor.KEY);
        recorded.request().get("headers").properties().forEach(header -> {
            if (!Set.of("authorization", "x-api-key", "x-goog-api-key")
                    .contains(header.getKey().toLowerCase(Locale.ROOT))) {
                exchange.with(header.getKey(), header.getValue().asText());
            }
        });
        String url = recorded.request().get("url").asText();
        if (url.contains("beta=true")) {
            exchange.query("beta", "true");
        }
        if (url.contains("alt=sse")) {
            exchange.query("alt", "sse");
        }

        door.handle(exchange);

        assertThat(exchange.status()).as(exchange.answer()).isEqualTo(200);
        ScriptedRouter.Call call = door.router.call();
        JsonNode sent = recorded.request();
        assertThat(call.request().payload().array()).isEqualTo(body);
        assertThat(call.request().model()).isEqualTo(recorded.model());
        assertThat(call.request().streaming()).isEqualTo(recorded.isStreaming());
        assertThat(call.context().caller().session())
                .isEqualTo(header(
                        sent,
                        "x-clawrouter-session-id",
                        "x-claude-code-session-id",
                        "session_id",
                        "session-id",
                        "x-session-id"));
        assertThat(call.context().caller().agent()).isEqualTo(header(sent, "x-clawrouter-agent-id"));
        assertThat(call.context().headers().get("traceparent")).isEqualTo(header(sent, "traceparent"));
        assertThat(call.request().headers().get("anthropic-beta")).isEqualTo(header(sent, "anthropic-beta"));
    }

    private static String header(JsonNode request, String... names) {
        return Stream.of(names)
                .map(request.get("headers")::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Recorded> read(String folder) {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .flatMap(RecordedAgentsTest::requests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Recorded> requests(Path file) {
        try {
            JsonNode content = JSON.readTree(file.toFile());
            List<JsonNode> all = content.isArray()
                    ? StreamSupport.stream(content.spliterator(), false).toList()
                    : List.of(content);
            return all.stream()
                    .filter(request -> request.path("method").asText().equals("POST")
                            && request.path("body").isObject()
                            && request.path("headers").isObject()
                            && request.has("url"))
                    .map(request -> new Recorded(file.getFileName() + "#" + all.indexOf(request), request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
