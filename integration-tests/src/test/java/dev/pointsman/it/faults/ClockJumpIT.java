package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.AgentJar;
import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Line;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F45: the wall clock of the gateway's machine jumps; what waits goes on waiting as long as it should, and no longer. */
@MeasuresTime
class ClockJumpIT {

    private static final Script DOWN = Script.json(503, ChatVendor.error("Overloaded", "server_error"));
    private static final Duration PIECE = Duration.ofMillis(100);

    @TempDir
    static Path folder;

    private static MappedByteBuffer ahead;
    private static Vendor vendor;
    private static Gateway gateway;
    private static RawClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        Path offset = folder.resolve("offset");
        ahead = WallClock.map(offset);
        AgentJar agent = AgentJar.of(
                folder,
                WallClock.class,
                List.of(WallClock.Skewed.class, WallClock.Redirecting.class, CallsRedirected.class),
                List.of());
        Policy policy = new Policy();
        for (String each : List.of("limits", "breaks", "silent", "slow", "deadline")) {
            policy.chat(each, vendor.at(each), "gpt-" + each);
        }
        policy.chat("other", vendor.at("other"), "gpt-other")
                .profile("default", "other")
                .profile("limits", "limits", "other")
                .profile("breaks", "breaks", "other")
                .hastyProfile("silent", "silent", "other")
                .hastyProfile("slow", "slow", "other")
                .hastyProfile("deadline", "deadline", "other");
        gateway = Gateway.serving(
                policy.yaml(), Map.of("VENDOR_KEY", "sk-vendor", "JDK_JAVA_OPTIONS", agent.option(offset.toString())));
        client = new RawClient(gateway);
        vendor.plays("other", ChatVendor.says("other"));
        gateway.warmUp();
    }

    @AfterEach
    void goBack() {
        jump(Duration.ZERO);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void theGatewaysClockReallyJumps() throws Exception {
        Instant before = decidedAt(client.chat("auto", false));
        jump(Duration.ofHours(1));

        Instant after = decidedAt(client.chat("auto", false));

        assertThat(Duration.between(before, after)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {60, -60})
    void aVendorThatLimitsIsLeftAloneForItsOwnTime(int minutes) throws Exception {
        vendor.plays(
                "limits",
                (asked, line) -> line.whole(
                        429, Script.JSON, ChatVendor.error("Slow down", "rate_limit_error"), "retry-after: 30"));
        answeredByOther("auto-limits");
        int asked = vendor.asked("limits").size();

        jump(Duration.ofMinutes(minutes));
        for (int i = 0; i < 5; i++) {
            answeredByOther("auto-limits");
        }

        assertThat(vendor.asked("limits")).as("before its thirty seconds").hasSize(asked);
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {60, -60})
    void aBreakerOpensAgainWhenItsSecondsHavePassed(int minutes) throws Exception {
        vendor.plays("breaks", DOWN);
        for (int i = 0; i < 6; i++) {
            answeredByOther("auto-breaks");
        }
        int asked = vendor.asked("breaks").size();

        jump(Duration.ofMinutes(minutes));
        answeredByOther("auto-breaks");
        assertThat(vendor.asked("breaks")).as("not sooner").hasSize(asked);

        vendor.plays("breaks", ChatVendor.says("back"));
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (vendor.asked("breaks").size() < 4 && System.nanoTime() - deadline < 0) {
            assertThat(client.chat("auto-breaks", false).statusCode()).isEqualTo(200);
            LockSupport.parkNanos(PIECE.toNanos());
        }
        assertThat(vendor.asked("breaks")).as("not an hour later").hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {60, -60})
    void aVendorThatSaysNothingIsGivenUpAfterItsSecond(int minutes) throws Exception {
        vendor.plays("silent", (asked, line) -> {
            jump(Duration.ofMinutes(minutes));
            line.untilGone();
        });
        long began = System.nanoTime();

        answeredByOther("auto-silent");

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
    }

    @ParameterizedTest(name = "{0} milliseconds")
    @ValueSource(longs = {3_600_000, -3_600_000, 300, -300})
    void aStreamGoesOnAndIsWrittenDownOnce(long millis) throws Exception {
        vendor.plays("slow", (asked, line) -> slowly(asked, line, millis));

        HttpResponse<String> answer = client.chat("auto-slow", true);

        assertThat(answer.body()).contains("one ", "two ", "three").endsWith("data: [DONE]\n\n");
        JsonNode record = gateway.decision(id(answer));
        assertThat(record.at("/tried/0/outcome").asText()).isEqualTo("ok");
        assertThat(record.at("/tried/0/endMillis").asLong(1))
                .as("a length of time")
                .isBetween(0L, 10_000L);
        assertThat(new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"))
                        .await(
                                "SELECT state, outcome FROM ledger_request WHERE request_id = '" + id(answer) + "'",
                                rows -> !rows.isEmpty()))
                .containsExactly("SETTLED ok");
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {60, -60})
    void aCallersDeadlineIsALengthOfTime(int minutes) throws Exception {
        vendor.plays("deadline", (asked, line) -> {
            jump(Duration.ofMinutes(minutes));
            LockSupport.parkNanos(PIECE.multipliedBy(3).toNanos());
            ChatVendor.says("in time").play(asked, line);
        });
        String body = RawClient.chatBody("auto-deadline", false);

        String answer = client.exchange(
                client.head("/v1/chat/completions", "127.0.0.1", body.length(), "x-pointsman-deadline-ms: 5000")
                        + body);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("in time");
    }

    private static void slowly(Asked asked, Line line, long millis) throws IOException {
        line.head(200, Script.EVENTS).chunk(ChatVendor.begun(asked.json(), "one "));
        jump(Duration.ofMillis(millis));
        String role = ChatVendor.role(asked.json());
        for (String piece : List.of("two ", "three")) {
            LockSupport.parkNanos(PIECE.multipliedBy(3).toNanos());
            line.chunk(ChatVendor.begun(asked.json(), piece).substring(role.length()));
        }
        line.chunk(ChatVendor.ending(asked.json()) + ChatVendor.DONE).end();
    }

    private static void jump(Duration by) {
        ahead.putLong(0, by.toMillis());
    }

    private static void answeredByOther(String model) throws Exception {
        HttpResponse<String> answer = client.chat(model, false);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-pointsman-provider")).contains("other");
    }

    private static Instant decidedAt(HttpResponse<String> answer) throws Exception {
        JsonNode record = gateway.decision(id(answer));
        return Instant.parse(record.path("at").asText());
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-pointsman-decision").orElseThrow();
    }
}
