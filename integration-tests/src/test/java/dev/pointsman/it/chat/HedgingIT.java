package dev.pointsman.it.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a profile hedges, a second vendor answers for a first one that says nothing, and the first is let go. */
@MeasuresTime
class HedgingIT {

    private static final String PROFILE =
            "  hedged: {candidates: [\"slow/*\"], fallback: [\"spare/*\"], weights: {latency: 1},"
                    + " attempts: {max: 3, firstToken: 20s, total: 1m}, hedging: {after: 200ms, extraSpend: 100%}}\n";

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                        .chat("slow", vendor.at("slow"), "gpt-slow")
                        .chat("spare", vendor.at("spare"), "gpt-spare")
                        .profile("default", "slow", "spare")
                        .yaml()
                + PROFILE;
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
        vendor.plays("spare", ChatVendor.says("the ", "Elbe"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFasterVendorAnswersAndTheOtherIsLetGo(boolean stream) throws Exception {
        // Given
        CountDownLatch gone = new CountDownLatch(1);
        vendor.plays("slow", Script.silenceUntil(gone));

        // When
        HttpResponse<String> answer = new RawClient(gateway).chat("auto-hedged", stream);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-pointsman-provider")).contains("spare");
        assertThat(answer.headers().firstValue("x-pointsman-attempts")).contains("2");
        assertThat(gone.await(2, TimeUnit.SECONDS)).isTrue();
        String id = answer.headers().firstValue("x-pointsman-decision").orElseThrow();
        JsonNode decision = gateway.decision(id);
        List<String> outcomes = new ArrayList<>();
        decision.path("tried")
                .forEach(attempt -> outcomes.add(attempt.path("outcome").asText()));
        assertThat(outcomes).containsExactly("hedge_lost", "ok");
        assertThat(decision.path("answered").asText()).isEqualTo("spare/gpt-spare");
        JsonNode slow = gateway.ask("/health").path("endpoints").get(0);
        assertThat(slow.path("usable").asBoolean()).isTrue();
        assertThat(slow.path("running").asInt()).isZero();
    }
}
