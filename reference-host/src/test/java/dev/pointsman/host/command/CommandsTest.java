package dev.pointsman.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.host.FakeHost;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.ListenAddress;
import dev.pointsman.host.serve.Gateway;
import dev.pointsman.host.serve.PluginState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {

    private static final String DECISION = """
            {"v":1,"id":"01J0","profile":"code","workload":"coding","mode":"normal","choice":"a/big","reason":"highest score",
             "ranking":["a/big","b/small"],"margin":0.0512,
             "flips":[{"weight":"cost","change":0.12345,"to":"b/small"}],
             "scales":{"cost":{"unit":"usd","one_at":1e-5,"zero_at":1},"quality":{"unit":"0..1","one_at":1,"zero_at":0}},
             "candidates":[
              {"name":"b/small","verdict":"kept","reason":null,"detail":null,"fallback":true,"score":0.6,"terms":{
               "cost":{"raw":null,"normalised":0,"weight":0.3,"contribution":0},
               "quality":{"raw":0.5,"normalised":0.5,"weight":0.7,"contribution":0.35}}},
              {"name":"a/big","verdict":"kept","reason":null,"detail":null,"fallback":false,"score":0.6512,"terms":{
               "cost":{"raw":0.0001234,"normalised":0.7,"weight":0.3,"contribution":0.21},
               "quality":{"raw":0.9,"normalised":0.9,"weight":0.7,"contribution":0.63}}},
              {"name":"c/gone","verdict":"dropped","reason":"capability","detail":"tools","fallback":false,"score":0,"terms":{}}],
             "inputs":{}}""";

    private static final String MODELS = """
            {"policy":"p","models":[
             {"name":"a/big","owner":"team","local":true,"region":null,"window":128000,"price":{"input":0.5,"output":2},
              "usable":true,"closedBy":null,"closedForMillis":0},
             {"name":"b/small","owner":"team","local":false,"region":"us","window":null,"price":null,
              "usable":false,"closedBy":"rate_limited","closedForMillis":2100}]}""";

    @TempDir
    Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeHost host = new FakeHost();

    @Test
    void explainPrintsEveryCandidateTheMarginAndWhatWouldFlipIt() throws IOException {
        host.answering("/explain", DECISION);

        int exitCode = run("explain", "--model", "auto-code", "--admin-port", freePort());

        assertThat(exitCode).isZero();
        assertThat(out.toString()).isEqualTo("""
                        a/big: highest score
                          profile code, workload coding, decision 01J0
                          margin 0.0512 over b/small

                                      candidate  score   cost x0.30         quality x0.70
                          1           a/big      0.6512  0.210 ($0.000123)  0.630 (0.90)
                          2 fallback  b/small    0.6000  0.000 (unknown)    0.350 (0.50)

                          dropped  because
                          c/gone   capability  tools

                          what would flip it
                            weight of cost +0.123 puts b/small first
                        """);
        assertThat(host.isClosed()).isTrue();
    }

    @Test
    void lintPrintsWarningsAndStillSucceeds() throws IOException {
        host.answering("/policy", """
                {"warnings":[{"path":"aliases.x","message":"hides a model","wayOut":"rename it"}]}""");
        Path file = Files.writeString(temporary.resolve("p.yaml"), "version: 1\naliases:\n  x: auto\n");

        int exitCode = commandLine().execute("lint", file.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("p.yaml:3: aliases.x: hides a model; rename it (warning)", "no problem, 1 warning");
    }

    @Test
    void catalogListsPricesWithSourceAndDay() throws IOException {
        host.answering("/catalog", """
                {"unit":"USD per million tokens","prices":[
                 {"model":"a/big","input":3,"output":15,"source":"list","fetched":"2026-08-21"}]}""");

        int exitCode = run("catalog", "--admin-port", freePort());

        assertThat(exitCode).isZero();
        assertThat(out.toString()).isEqualTo("""
                unit: USD per million tokens
                prices
                  model  input  output  source  fetched
                  a/big  3      15      list    2026-08-21
                """);
    }

    @Test
    void catalogDiffAsksWhatAFileWouldChange() throws IOException {
        host.answering("/catalog/diff", """
                {"changes":[{"model":"a/big","what":"input","before":"3","after":"2"}],"unused":["tiny"]}""");
        Path file = Files.writeString(temporary.resolve("c.yaml"), "big: {price: {input: 2, output: 15}}\n");

        int exitCode = run("catalog", "diff", "--admin-port", freePort(), file.toString());

        assertThat(exitCode).isZero();
        assertThat(host.questions())
                .last()
                .extracting(question -> question.payload().utf8())
                .isEqualTo("{\"big\":{\"price\":{\"input\":2,\"output\":15}}}");
        assertThat(out.toString()).contains("a/big  input  3       2", "unused: tiny");
    }

    @Test
    void explainAsJsonIsTheDecisionItself() throws IOException {
        host.answering("/explain", DECISION);

        int exitCode = run("explain", "--json", "--admin-port", freePort());

        assertThat(exitCode).isZero();
        assertThat(json(out)).isEqualTo(new ObjectMapper().readTree(DECISION));
    }

    @Test
    void aRunningGatewayIsAskedRatherThanTheConfiguration() throws IOException {
        FakeHost other = new FakeHost().answering("/models", MODELS);
        Configuration configuration = Configuration.ofPolicy(Map.of("version", 1));
        configuration = configuration.withGateway(configuration
                .gateway()
                .withListen(new ListenAddress("127.0.0.1", 0))
                .withAdmin(new ListenAddress("127.0.0.1", 0))
                .withData(temporary.resolve("data")));
        try (Gateway gateway = Gateway.open(configuration, Map.of(), other)) {
            String port = String.valueOf(gateway.adminUrl().getPort());

            int exitCode = run("models", "--admin-port", port);
            int withoutKey = commandLine()
                    .execute(
                            "models",
                            "--admin-port",
                            port,
                            "--data",
                            temporary.resolve("elsewhere").toString());

            assertThat(exitCode).isZero();
            assertThat(out.toString()).isEqualTo("""
                    candidate  $ in  $ out  window  where  owner  now
                    a/big      0.5   2      128000  local  team   usable
                    b/small    -     -      -       us     team   rate_limited for 3 s
                    """);
            assertThat(withoutKey).isEqualTo(1);
            assertThat(err.toString()).contains("there is no admin key here; set POINTSMAN_ADMIN_KEY");
        }
    }

    @Test
    void anotherServerOnTheAdminPortIsNotMistakenForAGateway() throws IOException {
        host.answering("/models", MODELS);
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        try {
            int exitCode = run(
                    "models", "--admin-port", String.valueOf(other.getAddress().getPort()));

            assertThat(exitCode).isEqualTo(1);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).contains("is no Pointsman gateway; choose another --admin-port");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void lintTellsTheHostsAndTheRoutersProblemsWithTheirLines() throws IOException {
        Path file = Files.writeString(temporary.resolve("p.yaml"), """
                gateway: {listen: "0.0.0.0:8484", listn: 1}
                profiles:
                  fast:
                    candidates: [olama/x]
                """);
        host.refusing("profiles.fast.candidates[0]", "no provider \"olama\"", "did you mean \"ollama\"?");

        int exitCode = commandLine().execute("lint", file.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString().lines())
                .hasSize(4)
                .contains(file + ":1: gateway.listn: is not a setting; did you mean \"listen\"?")
                .contains(file + ":4: profiles.fast.candidates[0]: no provider \"olama\"; did you mean \"ollama\"?")
                .anyMatch(line -> line.startsWith(file + ":1: gateway.listen: 0.0.0.0:8484 can be reached"))
                .endsWith("3 problems");
    }

    @Test
    void lintOfASoundPolicyEndsWithZero() throws IOException {
        Path file = Files.writeString(temporary.resolve("p.yaml"), "version: 1\n");

        int exitCode = commandLine().execute("lint", "--json", file.toString());

        assertThat(exitCode).isZero();
        assertThat(json(out).path("problems")).isEmpty();
    }

    @Test
    void serveRefusesAPublicAddressBeforeItOpensAnything() throws IOException {
        int exitCode = run("serve", "--host", "0.0.0.0", "--port", "0", "--admin-port", "0");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("can be reached from other machines", "--behind-proxy");
        assertThat(Files.exists(temporary.resolve("data"))).isFalse();
    }

    @Test
    void serveListsAllProblemsOfABadPolicy() {
        host.refusing("profiles.a", "is wrong", "").refusing("profiles.b", "is wrong too", "");

        int exitCode = run("serve", "--port", "0", "--admin-port", "0");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("profiles.a: is wrong", "profiles.b: is wrong too");
    }

    @Test
    void doctorTellsWhatToDoAboutEachFinding() throws IOException {
        host.answering(
                "/health",
                "{\"ready\":true,\"candidates\":2,\"usable\":1,\"endpoints\":[{\"name\":\"a/big\",\"usable\":true},"
                        + "{\"name\":\"b/small\",\"usable\":false,\"closedBy\":\"credential_bad\"}]}");
        host.with(new PluginState("old.jar", false, "was made for another version"));
        Path file = Files.writeString(
                temporary.resolve("p.yaml"), "providers: {acme: {type: x, credential: \"${env:ACME}\"}}\n");

        int exitCode = run("doctor", "--config", file.toString(), "--admin-port", freePort(), "--json");

        assertThat(exitCode).isEqualTo(1);
        List<String> lines = new ArrayList<>();
        json(out)
                .path("findings")
                .forEach(finding -> lines.add(finding.path("level").asText() + " "
                        + finding.path("subject").asText() + ": "
                        + finding.path("message").asText()));
        assertThat(lines)
                .contains("ok plugin fake 1.0: brings auto")
                .contains("fail plugin old.jar: was made for another version")
                .contains("fail credential of acme: ${env:ACME}: the variable is not set")
                .contains("warn candidate b/small: cannot be called now: credential_bad")
                .contains("ok candidates: 1 of 2 can be called")
                .contains("ok policy: no problem");
    }

    @Test
    void anUnknownCommandOrOptionEndsWithTwoAndASuggestion() {
        int command = commandLine().execute("exlain");
        int option = commandLine().execute("explain", "--modl", "auto");

        assertThat(command).isEqualTo(2);
        assertThat(option).isEqualTo(2);
        assertThat(err.toString()).contains("explain", "--model");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(temporary.resolve("data").toString());
        return commandLine().execute(all.toArray(String[]::new));
    }

    private CommandLine commandLine() {
        return RootCommand.commandLine(new Surroundings(Map.of(), () -> false, gateway -> host))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private static String freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private static JsonNode json(StringWriter text) throws IOException {
        return new ObjectMapper().readTree(text.toString());
    }

    @Test
    void keysAreMadeListedAndRevokedWithoutARunningGateway() throws IOException {
        assertThat(run(
                        "keys",
                        "create",
                        "--json",
                        "--name",
                        "ci",
                        "--workspace",
                        "engineering",
                        "--model",
                        "openai/*",
                        "--concurrent",
                        "2",
                        "--label",
                        "team=a",
                        "--expires",
                        "30d",
                        "--admin-port",
                        freePort()))
                .isZero();
        JsonNode made = new ObjectMapper().readTree(out.toString());
        String id = made.path("id").asText();

        out.getBuffer().setLength(0);
        assertThat(run("keys", "list", "--admin-port", freePort())).isZero();
        assertThat(out.toString())
                .contains(id, "active", "ci", "engineering", "openai/*", "concurrent=2", "team=a")
                .doesNotContain(made.path("key").asText());
        out.getBuffer().setLength(0);
        assertThat(run("keys", "revoke", id, "--admin-port", freePort())).isZero();
        assertThat(out.toString()).contains("state: revoked");
    }

    @Test
    void keysTellsWhatIsWrongWithAGrantAndNeverRepeatsAKey() throws IOException {

        assertThat(run("keys", "create", "--expires", "soon", "--admin-port", freePort()))
                .isEqualTo(2);
        assertThat(run("keys", "revoke", "pm-abcdefghijkl-secret", "--admin-port", freePort()))
                .isEqualTo(2);
        assertThat(run("keys", "revoke", "abcdefghijkl", "--admin-port", freePort()))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("expires must be an instant", "keys list shows them", "There is no key of this id")
                .doesNotContain("secret");
    }
}
