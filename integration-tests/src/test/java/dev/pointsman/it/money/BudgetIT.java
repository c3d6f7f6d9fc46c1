package dev.pointsman.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetIT {

    /** Room for about twenty answers of 1,000 tokens, and for twenty worst cases at once. */
    private static final long LIMIT_MICROS = 50_000;

    private static final String BUDGETS = "budgets:\n  all: {total: 0.05 USD, monthly: 40 USD, maxOutput: 1000}\n";

    private final CountingVendor counting = new CountingVendor();
    private Vendor vendor;

    @BeforeEach
    void start() {
        vendor = Vendor.start().plays("counting", counting);
    }

    @AfterEach
    void end() {
        vendor.close();
    }

    @Test
    void aHundredRequestsAtOnceSpendNoMoreThanTheBudget() throws Exception {
        try (Gateway gateway = Gateway.serving(policy(), Map.of("VENDOR_KEY", "sk-vendor"))) {
            // When
            List<Integer> statuses = atOnce(100, () -> ask(gateway).statusCode());

            // Then
            assertThat(statuses).contains(200).isSubsetOf(200, 402, 429);
            assertThat(counting.answers())
                    .isEqualTo(statuses.stream().filter(status -> status == 200).count());
            assertThat(counting.billed()).isLessThanOrEqualTo(LIMIT_MICROS);

            // When
            HttpResponse<String> last = spendTheRest(gateway);

            // Then
            assertThat(last.statusCode()).isEqualTo(402);
            assertThat(last.body()).contains("budget_exhausted");
            assertThat(last.headers().firstValue("x-should-retry")).contains("false");
            JsonNode budget = gateway.ask("/budgets").at("/budgets/0");
            assertThat(counting.billed()).isBetween(LIMIT_MICROS - 3_000, LIMIT_MICROS);
            assertThat(budget.path("spent").asLong()).isEqualTo(counting.billed());
            assertThat(budget.path("held").asLong()).isZero();
        }
    }

    /** F38 */
    @Test
    void aRequestThatIsDearerThanTheWholeBudgetIsRefusedForGood() throws Exception {
        try (Gateway gateway = Gateway.serving(policy(), Map.of("VENDOR_KEY", "sk-vendor"))) {
            String body = "{\"model\":\"auto\",\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":\""
                    + "Name three rivers. ".repeat(15_000) + "\"}]}";

            // When
            HttpResponse<String> answer = new RawClient(gateway).post("/v1/chat/completions", body);

            // Then
            assertThat(answer.statusCode()).isEqualTo(402);
            assertThat(answer.body()).contains("budget_exhausted").doesNotContain("rivers");
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
            assertThat(counting.answers()).as("attempts").isZero();
            String id = answer.headers().firstValue("x-pointsman-decision").orElseThrow();
            assertThat(gateway.decision(id).path("tried")).isEmpty();
            JsonNode budget = gateway.ask("/budgets").at("/budgets/0");
            assertThat(budget.path("spent").asLong() + budget.path("held").asLong())
                    .isZero();
            JsonNode endpoint = gateway.ask("/health").at("/endpoints/0");
            assertThat(endpoint.path("running").asLong()).isZero();
            assertThat(ask(gateway).statusCode()).as("a smaller one").isEqualTo(200);
            assertThat(new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"))
                            .await("SELECT state FROM ledger_request", rows -> !rows.isEmpty()))
                    .as("the smaller one alone")
                    .containsExactly("SETTLED");
        }
    }

    @Test
    void aGatewayThatIsKilledInTheMiddleSpendsNoMoreAfterItsRestart() throws Exception {
        // Given
        Path data = Files.createTempDirectory("pointsman-data");
        Map<String, String> environment = Map.of(
                "VENDOR_KEY", "sk-vendor", "POINTSMAN_KEY", "pk-" + UUID.randomUUID(), "POINTSMAN_ADMIN_KEY", "pa-it");

        // When
        for (int round = 1; round <= 3; round++) {
            Gateway gateway = Gateway.servingOn(data, policy(), environment);
            int enough = counting.answers() + 3;
            CountDownLatch killed = new CountDownLatch(1);
            try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    agents.submit(() -> askUntilGone(gateway, killed));
                }
                long deadline = System.nanoTime() + 10_000_000_000L;
                while (counting.answers() < enough && System.nanoTime() - deadline < 0) {
                    Thread.onSpinWait();
                }
                gateway.kill();
                killed.countDown();
            }
        }

        // Then
        assertThat(counting.answers()).isGreaterThanOrEqualTo(9);
        try (Gateway gateway = Gateway.servingOn(data, policy(), environment)) {
            spendTheRest(gateway);
            JsonNode budget = gateway.ask("/budgets").at("/budgets/0");
            long spentAndHeld =
                    budget.path("spent").asLong() + budget.path("held").asLong();
            assertThat(counting.billed()).isLessThanOrEqualTo(spentAndHeld);
            assertThat(spentAndHeld).isLessThanOrEqualTo(LIMIT_MICROS);
        }
        delete(data);
    }

    private String policy() {
        return new Policy()
                        .chat("counting", vendor.at("counting"), "gpt-counted")
                        .profile("default", "counting")
                        .yaml()
                + BUDGETS;
    }

    private static HttpResponse<String> ask(Gateway gateway) throws Exception {
        return new RawClient(gateway).chat("auto", false);
    }

    /** Until there is none: what is only held, other requests have finished with soon, or a killed gateway held it. */
    private static HttpResponse<String> spendTheRest(Gateway gateway) throws Exception {
        HttpResponse<String> answer = ask(gateway);
        for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
            answer = ask(gateway);
        }
        return answer;
    }

    private static Void askUntilGone(Gateway gateway, CountDownLatch killed) throws Exception {
        while (killed.getCount() > 0 && gateway.isAlive()) {
            ask(gateway);
        }
        return null;
    }

    private static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(executor.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
