package dev.pointsman.router.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.AutoProviderFactory;
import dev.pointsman.router.config.DecisionLogConfig;
import dev.pointsman.router.config.DecisionLogConfig.Target;
import dev.pointsman.router.config.SchemaCheck;
import dev.pointsman.router.control.Asked;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import dev.pointsman.router.selection.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DecisionLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "canary-7c1f";

    @TempDir
    private Path folder;

    private final FakeVendor vendor = new FakeVendor();
    private final List<Decision> decisions = new ArrayList<>();

    @Test
    void everyLineKeepsToThePublishedSchemaAndHoldsNoWordOfARequestAndNoKey() throws IOException {
        Map<?, ?> schema =
                JSON.readValue(Path.of("../docs/decision-log.schema.json").toFile(), Map.class);
        ModelProvider router = router(Map.of("to", "file"));

        ask(router, chat("auto-economy", true), named());
        vendor.failing("cheap", new Overloaded());
        ask(router, chat("auto-economy", false), named());
        vendor.failing("dear", new Overloaded());
        assertThatThrownBy(() -> ask(router, chat("auto", false), named())).isInstanceOf(ProviderException.class);
        router.close();

        List<String> lines = lines();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            assertThat(SchemaCheck.mistakes(schema, JSON.readValue(line, Map.class)))
                    .as(line)
                    .isEmpty();
            assertThat(line).doesNotContain(CANARY);
        }
        JsonNode fallback = JSON.readTree(lines.get(1));
        assertThat(fallback.path("attempts").findValuesAsText("outcome")).containsExactly("overloaded", "ok");
        assertThat(fallback.path("workspace").asText()).isEqualTo("engineering");
        assertThat(fallback.path("usage").path("input").asInt()).isEqualTo(1000);
        assertThat(JSON.readTree(lines.getLast()).path("outcome").asText()).isEqualTo("exhausted");
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws IOException {
        ModelProvider router = router(Map.of("to", "file"));

        ask(router, chat("auto", false), CallContext.ANONYMOUS);
        router.close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("decisions.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLoggedUnlessThePolicyAsksForIt() {
        ModelProvider router = router(Map.of());

        ask(router, chat("auto", false), CallContext.ANONYMOUS);
        router.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ofManyRequestsAShareIsLogged() throws IOException {
        ModelProvider router = router(Map.of("to", "file", "sample", 0.25));

        for (int i = 0; i < 1000; i++) {
            ask(router, chat("auto", false), CallContext.ANONYMOUS);
        }
        router.close();

        assertThat(lines()).hasSizeBetween(180, 320);
    }

    @Test
    void linesForStandardErrorAreTheMessagesOfALoggerOfTheirOwn() {
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(DecisionLog.LOGGER);
        logger.setLevel(Level.INFO);
        heard.start();
        logger.addAppender(heard);
        ModelProvider router = router(Map.of("to", "stderr"));

        ask(router, chat("auto", false), CallContext.ANONYMOUS);
        router.close();
        logger.detachAppender(heard);
        logger.setLevel(null);

        assertThat(heard.list)
                .singleElement()
                .extracting(ILoggingEvent::getMessage)
                .asString()
                .startsWith("{\"v\":1,\"id\":\"");
    }

    @Test
    void whatTheWriterCannotKeepUpWithIsDroppedAndCountedAndNobodyWaits() throws InterruptedException {
        RoutedRequest request = request();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AppenderBase<ILoggingEvent> stuck = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                writing.countDown();
                try {
                    assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Logger logger = (Logger) LoggerFactory.getLogger(DecisionLog.LOGGER);
        logger.setLevel(Level.INFO);
        stuck.start();
        logger.addAppender(stuck);
        AtomicInteger dropped = new AtomicInteger();
        DecisionLog log = new DecisionLog(null, 3, dropped::incrementAndGet);
        log.use(new DecisionLogConfig(Target.STDERR, 1));

        log.add(request, false);
        assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 10; i++) {
            log.add(request, false);
        }

        assertThat(dropped).hasValue(7);
        go.countDown();
        log.close();
        logger.detachAppender(stuck);
        logger.setLevel(null);
    }

    @Test
    void aFileThatCannotBeWrittenCostsItsLinesAndNothingElse() throws IOException {
        Files.createDirectory(folder.resolve("decisions.jsonl"));
        AtomicInteger dropped = new AtomicInteger();
        DecisionLog log = new DecisionLog(folder, 100, dropped::incrementAndGet);
        log.use(new DecisionLogConfig(Target.FILE, 1));

        log.add(request(), false);
        log.add(request(), true);
        log.close();

        assertThat(dropped).hasValue(2);
    }

    @Test
    void aFullFileMakesRoomAndTheOneBeforeItIsKept() throws IOException {
        LineFile file = new LineFile(folder.resolve("lines"), 30);

        for (String line : List.of("0123456789", "abcdefghij", "klmnopqrst")) {
            file.append(line.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(folder.resolve("lines")).hasContent("klmnopqrst\n");
        assertThat(folder.resolve("lines.1")).hasContent("0123456789\nabcdefghij\n");
    }

    private RoutedRequest request() {
        ModelProvider router = router(Map.of());
        ask(router, chat("auto", false), CallContext.ANONYMOUS);
        router.close();
        return new RoutedRequest(
                1,
                decisions.getFirst(),
                new Asked(RequestFeatures.builder().build(), Dialect.OPENAI_CHAT, Map.of()),
                List.of(),
                List.of(),
                new UsageRecord(Usage.none(), false, null, "ok"));
    }

    private static void ask(ModelProvider router, ModelRequest request, CallContext context) {
        ModelResponse response = router.call(request, context);
        while (response.next().isPresent()) {
            // On to the end: only then it is logged.
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("decisions.jsonl"));
    }

    private ModelProvider router(Map<String, Object> decisionLog) {
        Map<String, Object> policy = new HashMap<>(Map.of(
                "version", 1, "providers", Map.of("cheap", provider("small", 0.1), "dear", provider("large", 10))));
        if (!decisionLog.isEmpty()) {
            policy.put("decisionLog", decisionLog);
        }
        FakeHost host = new FakeHost(vendor)
                .lending(Path.class, folder)
                .secret("${env:KEY}", "sk-" + CANARY)
                .listener((decision, attempts, usage) -> decisions.add((Decision) decision));
        return new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host);
    }

    private static CallContext named() {
        Caller anonymous = Caller.anonymous();
        Caller caller =
                new Caller("engineering", "vk_1", CANARY, CANARY, CANARY, Map.of("note", CANARY), anonymous.bounds());
        return new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }
        };
    }

    private static Map<String, Object> provider(String model, double price) {
        Map<String, Object> described = Map.of(
                "id", model, "window", 8000, "price", Map.of("input", price, "output", 4 * price), "quality", 0.5);
        return Map.of(
                "type",
                "fake",
                "owner",
                "team",
                "source",
                "nowhere",
                "credential",
                "${env:KEY}",
                "models",
                List.of(described));
    }

    private static ModelRequest chat(String model, boolean streaming) {
        String body = "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
        return ModelRequest.of(
                model, Dialect.OPENAI_CHAT, streaming, Payload.ofUtf8(body.formatted(model, streaming, CANARY)));
    }
}
