package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Plays what real vendors answered to a provider, over a real socket: frames come through as they were recorded, and errors are
 * told apart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
public abstract class RecordedTrafficContract {

    private final ModelProviderFactory factory;
    private final Dialect dialect;
    private final String recordedAs;
    private final ContractHost host = new ContractHost();
    private final FakeVendor vendor = FakeVendor.start();

    /** @param recordedAs the dialect's name in the fixtures */
    protected RecordedTrafficContract(ModelProviderFactory factory, Dialect dialect, String recordedAs) {
        this.factory = factory;
        this.dialect = dialect;
        this.recordedAs = recordedAs;
    }

    protected Map<String, Object> settings(URI vendor) {
        return Map.of("type", factory.type(), "baseUrl", vendor + "/v1", "locality", "local");
    }

    /** What failures that their status does not tell are, by a part of the file's name: {@code context_too_long}. */
    protected Map<String, String> failures() {
        return Map.of();
    }

    /** Whether this exchange is one of this provider's. */
    protected boolean concerns(RecordedExchange exchange) {
        return true;
    }

    /** The frames that must come through; all of them, unless a vendor sends some behind the terminal mark. */
    protected List<Frame> expected(RecordedExchange exchange) {
        return exchange.frames();
    }

    @TestFactory
    Stream<DynamicTest> handsOutFramesAsTheyWereRecorded() {
        return recorded()
                .filter(exchange ->
                        exchange.status() == 200 && failure(exchange).isEmpty())
                .map(exchange -> DynamicTest.dynamicTest(
                        exchange.file(),
                        () -> assertThat(Bench.frames(play(exchange)))
                                .usingElementComparator((a, b) -> a.equals(b) ? 0 : 1)
                                .containsExactlyElementsOf(expected(exchange))));
    }

    @TestFactory
    Stream<DynamicTest> tellsRecordedFailuresApart() {
        return recorded()
                .filter(exchange ->
                        exchange.status() != 200 || !failure(exchange).isEmpty())
                .map(exchange -> DynamicTest.dynamicTest(
                        exchange.file(),
                        () -> assertThat(Bench.failure(play(exchange)).failure().code())
                                .isEqualTo(
                                        failure(exchange).isEmpty()
                                                ? ofStatus(exchange.status())
                                                : failure(exchange))));
    }

    @AfterAll
    void close() {
        vendor.close();
        host.close();
    }

    private Stream<RecordedExchange> recorded() {
        return RecordedTraffic.of(recordedAs).stream().filter(this::concerns);
    }

    private ModelResponse play(RecordedExchange exchange) {
        vendor.answers(exchange.status(), exchange.headers(), exchange.body());
        ModelProvider provider =
                factory.create(new ProviderSettings("recorded", factory.type(), settings(vendor.uri())), host);
        ModelRequest request = ModelRequest.of("model-a", dialect, exchange.streamed(), Payload.ofUtf8("{}"));
        return provider.call(request, CallContext.ANONYMOUS);
    }

    private String failure(RecordedExchange exchange) {
        return failures().entrySet().stream()
                .filter(entry -> exchange.file().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String ofStatus(int status) {
        return switch (status) {
            case 400 -> "invalid_request";
            case 401, 403 -> "unauthorized";
            case 404 -> "model_unavailable";
            case 429 -> "rate_limited";
            default -> throw new IllegalArgumentException("say in failures() what " + status + " is");
        };
    }
}
