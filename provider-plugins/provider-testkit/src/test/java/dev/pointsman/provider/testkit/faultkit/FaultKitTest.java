package dev.pointsman.provider.testkit.faultkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit against no gateway at all: a client that asks the faulty vendor itself, which no judge may find well-behaved. */
class FaultKitTest {

    private static FaultyVendors vendors;

    @BeforeAll
    static void start() throws Exception {
        vendors = FaultyVendors.start();
    }

    @AfterAll
    static void end() {
        vendors.close();
    }

    static List<Traffic> dialects() {
        return List.of(Traffic.openAiChat(), Traffic.openAiResponses(), Traffic.anthropicMessages(), Traffic.gemini());
    }

    /** Those that can be asked without TLS and names, by a client that has no patience. */
    private static List<FaultCase> reachable(boolean patient) {
        return FaultCatalog.cases().stream()
                .filter(each -> each.fault().place() == Place.OPEN)
                .filter(each -> patient || !each.fault().waits())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void whoeverPassesEverythingOnIsFoundOutWhereItMatters(Traffic traffic) throws Exception {
        for (FaultCase faultCase : reachable(traffic.dialect().equals(Dialect.OPENAI_CHAT))) {
            CaseResult result = askedDirectly(traffic, faultCase);

            boolean honest = faultCase.expectation() == Expectation.ANSWERS
                    || faultCase.expectation() == Expectation.REFUSES
                    || faultCase.fault().name().equals("error-midway");
            assertThat(result.verdict().passed())
                    .as("%s in %s: %s", faultCase.name(), traffic.dialect(), result.verdict())
                    .isEqualTo(honest);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theSpareAnswersProperly(Traffic traffic) throws Exception {
        for (FaultCase faultCase :
                FaultCatalog.find("500-whole").orElseThrow().fault().cases()) {
            Target spare = Target.of(vendors.addresses().ofSpare(), "", "model-a");
            try (FaultKit kit = new FaultKit(vendors, spare)) {
                assertThat(kit.run(traffic, faultCase).verdict()).isEqualTo(Verdict.pass("the spare answered"));
            }
        }
    }

    @Test
    void namesAreUniqueAndRowsAreRows() {
        assertThat(FaultCatalog.cases()).extracting(FaultCase::name).doesNotHaveDuplicates();
        assertThat(FaultCatalog.faults()).allSatisfy(fault -> {
            assertThat(fault.row()).matches("F\\d\\d");
            assertThat(fault.name()).matches("[a-z0-9-]+");
        });
        assertThat(FaultCatalog.cases()).hasSizeGreaterThan(100);
    }

    @Test
    void onlyGatewaysOfThisMachineAreAsked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.of(URI.create("https://gateway.example"), "key", "model"))
                .withMessageContaining("gateway.example");
    }

    private static CaseResult askedDirectly(Traffic traffic, FaultCase faultCase) throws Exception {
        Target vendor =
                new Target(vendors.addresses().of(faultCase), "", "model-a", each -> Map.of(), Duration.ofMillis(400));
        try (FaultKit kit = new FaultKit(vendors, vendor)) {
            return kit.run(traffic, faultCase);
        }
    }
}
