package dev.pointsman.router.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.attempt.AttemptLoop;
import dev.pointsman.router.attempt.Cancellation;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where losses are forbidden, a vendor whose dialect cannot carry the whole request is not asked; all others are. */
class ForbiddenLossTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), System::nanoTime);
    private final AttemptLoop loop = new AttemptLoop(
            health,
            new RetryBudget(RetryBudget.DEFAULTS, System::nanoTime),
            (delay, task) -> () -> {},
            System::nanoTime);
    private final AttemptLog log = new AttemptLog(System::nanoTime);

    static Stream<Cell> cells() {
        return Matrix.cells().stream()
                .filter(cell -> cell.feature() != Feature.ERROR)
                .filter(cell -> !(CellRun.of(cell) instanceof Outcome.Unsaid));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void onlyAVendorThatGetsTheWholeRequestIsAsked(Cell cell) {
        Strict hop = new Strict(cell);
        boolean loses = CellRun.of(cell) instanceof Outcome.Lossy lossy
                && lossy.missing().stream().anyMatch(missing -> missing.place() == Outcome.Place.REQUEST);
        boolean refused = CellRun.of(cell) instanceof Outcome.Refused;

        ProviderException failure = catchThrowableOfType(
                ProviderException.class,
                () -> loop.run(
                        List.of(hop),
                        new AttemptLimits(1, LONG, LONG, LONG, LONG),
                        new Cancellation(),
                        log,
                        (response, outcome) -> {}));

        assertThat(hop.asked).isEqualTo(!loses && !refused);
        assertThat(failure == null).isEqualTo(hop.asked);
        if (loses) {
            assertThat(log.skipped()).extracting(AttemptLog.Skipped::reason).containsExactly("translation_loss");
        }
    }

    /** A candidate of a profile that forbids losses, which answers as its vendor's voice does. */
    private static final class Strict implements Hop, ModelResponse {

        private final Cell cell;
        private final Queue<Frame> frames = new ArrayDeque<>();
        private boolean asked;

        Strict(Cell cell) {
            this.cell = cell;
            frames.addAll(
                    cell.streaming()
                            ? cell.vendor().streams(cell.feature())
                            : List.of(Frame.of(TreeJson.payload(cell.vendor().answers(cell.feature())))));
        }

        @Override
        public EndpointKey endpoint() {
            return new EndpointKey("vendor", cell.vendor().model());
        }

        @Override
        public @Nullable String credentialId() {
            return null;
        }

        @Override
        public int contextWindow() {
            return 0;
        }

        @Override
        public boolean panic() {
            return false;
        }

        @Override
        public boolean forbidsLosses() {
            return true;
        }

        @Override
        public Optional<String> dropReason(boolean panic) {
            return Optional.empty();
        }

        @Override
        public Prepared prepare(Duration deadline) {
            ModelRequest request = ModelRequest.of(
                    "auto",
                    cell.client().dialect(),
                    cell.streaming(),
                    TreeJson.payload(cell.client().asks(cell.feature(), cell.streaming())));
            LinkedHashSet<Dialect> accepted =
                    new LinkedHashSet<>(List.of(cell.vendor().dialect()));
            OutgoingCall outgoing = Dialects.standard()
                    .prepare(
                            request,
                            accepted,
                            ModelTarget.of("vendor", cell.vendor().model()));
            return new Prepared(outgoing, this);
        }

        @Override
        public Optional<Frame> next() {
            asked = true;
            return Optional.ofNullable(frames.poll());
        }

        @Override
        public void close() {}
    }
}
