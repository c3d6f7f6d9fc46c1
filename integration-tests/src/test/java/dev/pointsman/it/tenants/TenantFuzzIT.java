package dev.pointsman.it.tenants;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two tenants who do the same things under the same names, in an order that chance makes; {@code -Dfuzz.seed=N} repeats one. */
@Timeout(120)
class TenantFuzzIT {

    private static final int THREADS = 3;
    private static final int ACTS = 60;

    private static final String POLICY = """
            version: 1
            resilience: {retryBudget: {capacity: 1000}}
            providers:
              first:  {type: openai-compatible, baseUrl: "%1$s/v1", owner: tenants, source: tests, locality: local,
                       models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
              second: {type: openai-compatible, baseUrl: "%2$s/v1", owner: tenants, source: tests, locality: local,
                       models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
            profiles:
              default: {candidates: ["first/*"], fallback: ["second/*"], attempts: {max: 4}}
              other: {candidates: ["second/*"], fallback: ["first/*"], attempts: {max: 4}}
            rules: [{when: {workspace: zebra}, use: other}]
            workspaces:
              okapi:
                byok: only
                capture: {folder: okapi, keep: 1d}
                budget: {monthly: 10 USD}
                credentials:
                  first:  [{id: one, credential: "${env:OKAPI_FIRST}", owner: leads, source: vault}]
                  second: [{id: two, credential: "${env:OKAPI_SECOND}", owner: leads, source: vault}]
              zebra:
                byok: only
                capture: {folder: zebra, keep: 1d}
                budget: {monthly: 10 USD}
                credentials:
                  first:  [{id: one, credential: "${env:ZEBRA_FIRST}", owner: leads, source: vault}]
                  second: [{id: two, credential: "${env:ZEBRA_SECOND}", owner: leads, source: vault}]
            """;

    private static final Map<String, String> KEYS = Map.of(
            "OKAPI_FIRST", "sk-okapi-first",
            "OKAPI_SECOND", "sk-okapi-second",
            "ZEBRA_FIRST", "sk-zebra-first",
            "ZEBRA_SECOND", "sk-zebra-second");

    @Test
    void neitherEverSeesAnythingOfTheOther() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("two tenants, -Dfuzz.seed=" + seed);
        EchoVendor echo = new EchoVendor(seed);
        try (Vendor vendor = Vendor.start()) {
            vendor.plays("first", echo).plays("second", echo);
            Gateway gateway = Gateway.serving(POLICY.formatted(vendor.at("first"), vendor.at("second")), KEYS);
            Tenant okapi = new Tenant("okapi", "zebra", gateway);
            Tenant zebra = new Tenant("zebra", "okapi", gateway);

            actAtOnce(seed, okapi, zebra);

            JsonNode usageOfOkapi = settled(okapi);
            JsonNode usageOfZebra = settled(zebra);
            Tenant.Records ofOkapi = okapi.records();
            Tenant.Records ofZebra = zebra.records();
            StoredRows rows = new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"));
            String capturedOfOkapi = captured(gateway.data().resolve("captured/okapi"));
            String capturedOfZebra = captured(gateway.data().resolve("captured/zebra"));
            assertSoftly(softly -> {
                softly.assertThat(echo.violations()).as("credentials").isEmpty();
                softly.assertThat(okapi.violations()).as("what okapi saw").isEmpty();
                softly.assertThat(zebra.violations()).as("what zebra saw").isEmpty();
                softly.assertThat(usageOfOkapi.path("successCount").asInt())
                        .as("okapi's usage")
                        .isEqualTo(okapi.answered());
                softly.assertThat(usageOfZebra.path("successCount").asInt())
                        .as("zebra's usage")
                        .isEqualTo(zebra.answered());
                softly.assertThat(ofOkapi.bound())
                        .as("okapi's conversations")
                        .isNotEmpty()
                        .isSubsetOf(ofOkapi.went());
                softly.assertThat(ofZebra.bound())
                        .as("zebra's conversations")
                        .isNotEmpty()
                        .isSubsetOf(ofZebra.went());
                softly.assertThat(ledger(rows, "okapi")).as("okapi's ledger").containsAll(okapi.decisions());
                softly.assertThat(ledger(rows, "zebra")).as("zebra's ledger").containsAll(zebra.decisions());
                softly.assertThat(capturedOfOkapi)
                        .as("okapi's capture")
                        .contains("I am okapi")
                        .doesNotContain("I am zebra", "of-zebra");
                softly.assertThat(capturedOfZebra)
                        .as("zebra's capture")
                        .contains("I am zebra")
                        .doesNotContain("I am okapi", "of-okapi");
                softly.assertThat(okapi.answered() + zebra.answered())
                        .as("most were answered, so there was something to see")
                        .isGreaterThan(THREADS * ACTS / 2);
                softly.assertThat(okapi.replayed()).as("okapi's repetitions").isPositive();
                softly.assertThat(zebra.replayed()).as("zebra's repetitions").isPositive();
            });
            gateway.close();
        }
    }

    private static void actAtOnce(long seed, Tenant okapi, Tenant zebra) throws Exception {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(acting(new Random(seed + 2 * i), okapi, zebra));
            all.add(acting(new Random(seed + 2 * i + 1), zebra, okapi));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }

    private static Callable<Void> acting(Random chance, Tenant tenant, Tenant other) {
        return () -> {
            for (int i = 0; i < ACTS; i++) {
                tenant.acts(chance, other.decisions());
            }
            return null;
        };
    }

    /** The usage once the ledger has all; a record is written behind its answer. */
    private static JsonNode settled(Tenant tenant) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        JsonNode usage = tenant.usageNow();
        while (usage.path("successCount").asInt() < tenant.answered() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            usage = tenant.usageNow();
        }
        return usage;
    }

    /** The decisions of the requests that are charged to a workspace. */
    private static List<String> ledger(StoredRows rows, String workspace) {
        return rows.of("SELECT request_id FROM ledger_request WHERE workspace = '" + workspace + "'");
    }

    private static String captured(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
