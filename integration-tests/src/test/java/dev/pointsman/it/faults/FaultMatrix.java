package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.provider.testkit.Traffic;
import dev.pointsman.provider.testkit.faultkit.CaseResult;
import dev.pointsman.provider.testkit.faultkit.FaultCase;
import dev.pointsman.provider.testkit.faultkit.FaultCatalog;
import dev.pointsman.provider.testkit.faultkit.FaultKit;
import dev.pointsman.provider.testkit.faultkit.FaultyVendors;
import dev.pointsman.provider.testkit.faultkit.PointsmanRecipe;
import dev.pointsman.provider.testkit.faultkit.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All faults in one dialect; a dialect's test is its constructor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FaultMatrix {

    /** With vendors that say nothing; in -Pfull what a real policy would have. */
    private static final Duration PATIENCE = Duration.ofMillis(Long.getLong("faults.patience.millis", 300));

    private final Traffic traffic;
    private FaultyVendors vendors;
    private Gateway gateway;
    private FaultKit kit;

    FaultMatrix(Traffic traffic) {
        this.traffic = traffic;
    }

    @BeforeAll
    void start() throws Exception {
        vendors = FaultyVendors.start();
        String policy = PointsmanRecipe.policy(vendors.addresses(), traffic.dialect(), PATIENCE);
        gateway = Gateway.serving(policy, Map.of(PointsmanRecipe.KEY_VARIABLE, "sk-faultkit"));
        Duration hung = PATIENCE.multipliedBy(6).plusSeconds(10);
        kit = new FaultKit(
                vendors, new Target(gateway.uri(), gateway.key(), PointsmanRecipe.MODEL, each -> Map.of(), hung));
        gateway.warmUp();
    }

    @AfterAll
    void end() throws Exception {
        kit.close();
        gateway.close();
        vendors.close();
    }

    static Stream<Named<FaultCase>> cases() {
        return FaultCatalog.cases().stream()
                .map(each -> Named.of(
                        each.fault().row() + " " + each.name() + ": "
                                + each.fault().title(),
                        each));
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aClientSeesWhatItShouldAndTheRouterRemembersWhy(FaultCase faultCase) throws Exception {
        CaseResult result = kit.run(traffic, faultCase);

        assertThat(result.verdict().passed())
                .as("%s; %s", result.verdict().finding(), result.answer())
                .isTrue();
        if (faultCase.fault().waits() && !faultCase.fault().name().equals("endless")) {
            assertThat(result.answer().took()).as("before the total limit").isLessThan(PATIENCE.multipliedBy(5));
        }
        String id = result.answer().headers().get("x-pointsman-decision");
        JsonNode record = gateway.decision(id);
        List<JsonNode> tried = list(record.path("tried"));
        Remembered remembered = Remembered.of(record, health(faultCase));
        switch (faultCase.expectation()) {
            case FALLS_BACK -> remembered.assertFellBack(faultCase);
            case INTERRUPTS -> remembered.assertInterrupted(faultCase);
            case REFUSES -> remembered.assertRefused(result.answer().status());
            case ANSWERS -> remembered.assertAnswered(faultCase);
        }
        assertThat(tried).hasSizeLessThanOrEqualTo(2);
    }

    @Order(2)
    @Test
    void everyRequestHasExactlyOneTerminalRecordAndEveryAttemptItsLine() {
        StoredRows rows = new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"));
        int expected = FaultCatalog.cases().size();

        List<String> answered = rows.await(
                "SELECT profile, state, attempts FROM ledger_request WHERE profile <> 'default'",
                found -> found.size() >= expected);

        assertThat(answered).hasSize(expected).doesNotHaveDuplicates();
        assertThat(answered).noneMatch(row -> row.contains("EXPIRED"));
        assertThat(rows.of("SELECT profile FROM ledger_request WHERE input_tokens < 0 OR output_tokens < 0"
                        + " OR cost_micros < 0"))
                .isEmpty();
        assertThat(rows.of("SELECT request_id, attempts FROM ledger_request r WHERE attempts <>"
                        + " (SELECT count(*) FROM ledger_attempt a WHERE a.request_id = r.request_id)"))
                .isEmpty();
    }

    @Order(3)
    @Test
    void noVendorsWordsAreInTheLog() {
        assertThat(gateway.log())
                .doesNotContain("sk-faultkit", "org-faultkit", "river_length", "alpha omega", "Name three rivers");
    }

    private JsonNode health(FaultCase faultCase) throws Exception {
        return list(gateway.ask("/health").path("endpoints")).stream()
                .filter(endpoint -> endpoint.path("name").asText().startsWith(faultCase.name() + "/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no health of " + faultCase.name()));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
