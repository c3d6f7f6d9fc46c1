package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packed jar in the plugins folder of an application that knows PF4J and nothing of us; each in a process of its own, two at a time. */
@Execution(ExecutionMode.CONCURRENT)
class BareHostIT {

    private static final String PLUGIN_FIRST = "PDA";
    private static final Pattern SERVES =
            Pattern.compile("Pointsman serves agents on (http://127\\.0\\.0\\.1:\\d+/v1)");

    @TempDir
    static Path shared;

    private static Path classes;

    @TempDir
    Path folder;

    private Path plugins;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void compile() {
        classes = Hosts.compile(shared);
    }

    @BeforeEach
    void dropTheJarIn() throws IOException {
        plugins = Hosts.plugins(folder);
        environment.put("POINTSMAN_KEY", Chat.KEY);
        environment.put("POINTSMAN_PORT", "0");
        environment.put("POINTSMAN_DATA", folder.resolve("data").toString());
    }

    @ParameterizedTest(name = "{0}, beside {1}")
    @CsvSource({
        "PDA, slf4j-2",
        "APD, slf4j-2",
        "PDA, slf4j-1",
        "APD, slf4j-1",
        "PDA, slf4j-2 jackson",
        "APD, slf4j-2 jackson",
    })
    void servesStopsIsForgottenAndServesAgain(String strategy, String libraries) throws Exception {
        try (Program host = host(strategy, libraries.split(" "))) {
            for (int round = 1; round <= 2; round++) {
                assertThat(host.say("load")).isEqualTo("1");
                assertThat(host.say("start")).isEqualTo("STARTED");
                URI base = base(host);

                HttpResponse<String> answer = Chat.complete(base);

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"choices\"");
                assertThat(host.say("stop")).isEqualTo("STOPPED");
                assertThat(Chat.isRefused(base)).isTrue();
                assertThat(host.say("forget"))
                        .as("whether the class loader went")
                        .isEqualTo("true");
            }
        }
    }

    @Test
    void startsAgainWithoutBeingLoadedAnew() throws Exception {
        try (Program host = host(PLUGIN_FIRST, "slf4j-2")) {
            host.say("load");
            host.say("start");
            URI first = base(host);
            host.say("stop");

            assertThat(host.say("start")).isEqualTo("STARTED");

            assertThat(Chat.complete(base(host)).statusCode()).isEqualTo(200);
            assertThat(Chat.isRefused(first)).isTrue();
        }
    }

    @Test
    void tellsWhereItServesWhatAndByWhichConfigurationInOneLine() throws Exception {
        try (Program host = host(PLUGIN_FIRST, "slf4j-1")) {
            host.say("load");
            host.say("start");
            base(host);

            List<String> lines = host.errors().stream()
                    .filter(line -> line.contains("Pointsman"))
                    .toList();

            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst())
                    .contains("INFO", "key: $POINTSMAN_KEY", "models: auto", "sandbox answers", "sandbox/smart")
                    .doesNotContain(Chat.KEY);
        }
    }

    @Test
    void offersNoExtensionToItsHost() throws Exception {
        try (Program host = host(PLUGIN_FIRST, "slf4j-2")) {
            host.say("load");
            host.say("start");

            assertThat(host.say("extensions")).isEqualTo("0");
        }
    }

    @Test
    void servesWhereNobodyListensToTheLog() throws Exception {
        int port = freePort();
        environment.put("POINTSMAN_PORT", Integer.toString(port));
        environment.put("POINTSMAN_ADMIN_PORT", "0");
        try (Program host = host(PLUGIN_FIRST, "slf4j-api")) {
            host.say("load");

            assertThat(host.say("start")).isEqualTo("STARTED");

            assertThat(Chat.complete(URI.create("http://127.0.0.1:" + port + "/v1"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void doesNotKeepAHostAliveThatForgetsToStopIt() throws Exception {
        try (Program host = host(PLUGIN_FIRST, "slf4j-2")) {
            host.say("load");
            host.say("start");
            Chat.complete(base(host));

            host.tell("end");

            assertThat(host.awaitEnd()).isZero();
        }
    }

    @Test
    void answers503WhereThereIsNoCandidate() throws Exception {
        Files.writeString(plugins.resolve("pointsman.yaml"), "version: 1\nproviders: {}\n");
        try (Program host = host(PLUGIN_FIRST, "slf4j-2")) {
            host.say("load");

            assertThat(host.say("start")).isEqualTo("STARTED");

            HttpResponse<String> answer = Chat.complete(base(host));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("no_eligible_candidate");
        }
    }

    @Test
    void answers503AndLogsEveryProblemOfAnUnusableConfiguration() throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yaml"), "version: 1\nproviders:\n  a: {type: sandbix}\nprofilez: {}\n");
        environment.put("POINTSMAN_CONFIG", file.toString());
        try (Program host = host(PLUGIN_FIRST, "slf4j-2")) {
            host.say("load");

            assertThat(host.say("start")).isEqualTo("STARTED");

            assertThat(host.awaitError(line -> line.contains("cannot be used")))
                    .contains("ERROR", "own.yaml", "profilez", "sandbix");
            HttpResponse<String> answer = Chat.complete(base(host));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("\"code\":\"policy_invalid\"", "log", "doctor")
                    .doesNotContain("sandbix", "profilez", "own.yaml");
        }
    }

    @Test
    void failsToStartAndSaysWhyWhereItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("POINTSMAN_PORT", Integer.toString(taken.getLocalPort()));
            environment.put("POINTSMAN_ADMIN_PORT", "0");
            try (Program host = host(PLUGIN_FIRST, "slf4j-2")) {
                host.say("load");

                assertThat(host.say("start")).isEqualTo("FAILED");

                assertThat(host.awaitError(line -> line.contains("cannot listen")))
                        .contains(Integer.toString(taken.getLocalPort()));
                assertThat(host.say("forget")).isEqualTo("true");
            }
        }
    }

    private Program host(String strategy, String... libraries) throws IOException {
        return Program.start(
                folder,
                environment,
                List.of(
                        Hosts.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // The JDK's own caches hold classes softly: until memory runs short, which here is at once.
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-cp",
                        Hosts.classPath(classes, libraries),
                        "BareHost",
                        plugins.toString(),
                        strategy));
    }

    private static URI base(Program host) {
        Matcher matcher =
                SERVES.matcher(host.awaitError(line -> SERVES.matcher(line).find()));
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group(1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
