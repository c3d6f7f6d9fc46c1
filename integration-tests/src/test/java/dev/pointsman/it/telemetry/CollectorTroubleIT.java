package dev.pointsman.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F51: whoever takes meters and spans is in trouble, and requests do not notice. */
@MeasuresTime
class CollectorTroubleIT {

    private static final int AT_ONCE = 8;
    private static final Duration SLOWEST = Duration.ofSeconds(3);

    /** What a collector does, after how many requests, and what becomes of spans then; 2,048 of them wait for a collector. */
    enum Trouble {
        RESETS(Script.reset(), 120, "failed"),
        REFUSES(Script.json(500, "{}"), 120, "failed"),
        SLOW(
                (asked, line) -> {
                    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                    line.whole(200, "application/x-protobuf", "");
                },
                120,
                "sent"),
        HANGS(Script.silence(), 1_200, "dropped");

        private final Script script;
        private final int requests;
        private final String result;

        Trouble(Script script, int requests, String result) {
            this.script = script;
            this.requests = requests;
            this.result = result;
        }
    }

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start().plays("chat", ChatVendor.says("hello"));
        String policy = new Policy()
                        .chat("chat", vendor.at("chat"), "gpt-it")
                        .profile("default", "chat")
                        .yaml()
                + "gateway: {telemetry: {otlp: \"" + vendor.at("collector") + "\"}}\n";
        vendor.plays("collector", Script.reset());
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
        gateway.warmUp();
    }

    /** In the middle of the last trouble, which must not hold it up either. */
    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest(name = "a collector that {0}")
    @EnumSource
    void requestsAreUnharmedAndWhatIsLostIsCounted(Trouble trouble) throws Exception {
        vendor.plays("collector", trouble.script);
        double before = spans(trouble.result);

        // When
        Duration slowest = requests(trouble.requests);

        // Then
        assertThat(slowest).isLessThan(SLOWEST);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (spans(trouble.result) <= before && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(spans(trouble.result)).as("spans " + trouble.result).isGreaterThan(before);
    }

    @Test
    void aScrapeThatIsReadSlowlyHoldsNobodyUp() throws Exception {
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readers.add(slowReader());
        }

        // When
        Duration slowest = requests(120);

        // Then
        assertThat(slowest).isLessThan(SLOWEST);
        assertThat(metrics()).contains("pointsman_http_requests_seconds_count");
        for (Socket reader : readers) {
            reader.close();
        }
    }

    private static Duration requests(int requests) throws Exception {
        Duration slowest = Duration.ZERO;
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> running = new ArrayList<>();
            for (int agent = 0; agent < AT_ONCE; agent++) {
                running.add(agents.submit(() -> slowestOf(requests / AT_ONCE, new RawClient(gateway))));
            }
            for (Future<Duration> each : running) {
                Duration its = each.get();
                slowest = its.compareTo(slowest) > 0 ? its : slowest;
            }
        }
        return slowest;
    }

    private static Duration slowestOf(int requests, RawClient client) throws IOException, InterruptedException {
        long slowest = 0;
        for (int i = 0; i < requests; i++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = client.chat("auto", i % 2 == 0);
            slowest = Math.max(slowest, System.nanoTime() - began);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return Duration.ofNanos(slowest);
    }

    /** Asks for the meters and reads one byte of them. */
    private static Socket slowReader() throws IOException {
        URI admin = gateway.adminUri();
        Socket socket = new Socket(admin.getHost(), admin.getPort());
        socket.getOutputStream()
                .write(("GET /metrics HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer " + gateway.adminKey()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isPositive();
        return socket;
    }

    private static double spans(String result) throws IOException, InterruptedException {
        Matcher found = Pattern.compile("(?m)^pointsman_traces_spans_total\\{result=\"" + result + "\"} ([0-9.E]+)$")
                .matcher(metrics());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static String metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.adminUri().resolve("/metrics"))
                .header("authorization", "Bearer " + gateway.adminKey())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
