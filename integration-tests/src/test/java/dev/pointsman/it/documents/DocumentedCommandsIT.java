package dev.pointsman.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Distribution;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the pages, pasted. */
class DocumentedCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECISION = "01[0-9A-Z]{24}";

    @TempDir
    private Path folder;

    @Test
    void everyCurlLineOfThePagesIsAnswered() throws Exception {
        try (Gateway gateway = Gateway.servingWithoutConfiguration(Map.of())) {
            HttpResponse<String> answer = new RawClient(gateway).chat("auto", false);
            String decision =
                    answer.headers().firstValue("x-pointsman-decision").orElseThrow();
            gateway.decision(decision);
            Path home = home(gateway);
            List<String> lines = new ArrayList<>();
            for (Page page : Page.all()) {
                lines.addAll(page.commands("curl"));
            }

            assertThat(lines).hasSizeGreaterThan(3);
            for (String line : lines) {
                String here = line.replaceFirst("^curl ", "curl -sS -f ")
                        .replace("http://127.0.0.1:8484", gateway.uri().toString())
                        .replace(
                                "http://127.0.0.1:8485",
                                gateway.adminUri().resolve("/").toString().replaceAll("/$", ""))
                        .replaceAll(DECISION, decision);
                Shell shell = Shell.run(folder, Map.of("HOME", home.toString(), "POINTSMAN_KEY", gateway.key()), here);

                assertThat(shell.exitCode()).as(line + "\n" + shell.out()).isZero();
                assertThat(JSON.readTree(shell.out()).isObject()).as(line).isTrue();
            }
        }
    }

    @Test
    void everyPathOfTheAdminPortIsOnTheOperatorsPage() throws Exception {
        String page = Page.of("docs/operators.md").section("The admin port").text();
        try (Gateway gateway = Gateway.servingWithoutConfiguration(Map.of())) {
            List<String> paths = new ArrayList<>();
            gateway.ask("/openapi.json").path("paths").fieldNames().forEachRemaining(paths::add);

            assertThat(paths).hasSizeGreaterThan(15);
            assertThat(paths).allMatch(path -> page.contains(path));
        }
    }

    @Test
    void theOutputsThatThePagesShowAreWhatIsPrinted() throws Exception {
        List<String> shown = new ArrayList<>();
        for (Page page : Page.all()) {
            shown.addAll(page.blocks("console"));
        }

        assertThat(shown).isNotEmpty();
        for (String block : shown) {
            String[] parts = block.split("\n", 2);
            assertThat(parts[0]).startsWith("$ ./pointsman explain ");
            List<String> arguments = new ArrayList<>(
                    List.of(parts[0].substring("$ ./pointsman ".length()).split(" ")));
            arguments.addAll(List.of("--admin-port", "0", "--data", folder.toString()));
            Command command = Command.run(folder, Map.of(), arguments.toArray(String[]::new));

            assertThat(command.exitCode()).as(command.all()).isZero();
            assertThat(comparable(command.out())).as(parts[0]).contains(comparable(parts[1]));
        }
    }

    @Test
    void aPluginThatIsSignedAsThePageSaysIsLoadedWhereSignaturesAreRequired() throws Exception {
        assumeTrue(Shell.has("openssl"), "openssl is not on this machine");
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        for (Path jar : Distribution.plugins()) {
            String name = jar.getFileName().toString();
            Files.copy(jar, plugins.resolve(name.contains("sandbox") ? "acme.jar" : name));
        }
        Page page = Page.of("docs/operators.md").section("The plugins folder");
        for (String line : page.commands("openssl")) {
            Shell shell = Shell.run(plugins, Map.of("HOME", folder.toString()), line);
            assertThat(shell.exitCode()).as(line + "\n" + shell.out()).isZero();
        }
        Shell sums = Shell.run(plugins, Map.of(), "sha256sum pointsman-*.jar > ../plugins.sha256");
        assertThat(sums.exitCode()).as(sums.out()).isZero();

        String policy = """
                version: 1
                gateway:
                  plugins: {folder: "%1$s", verify: require, sums: "%2$s/plugins.sha256", signers: "%1$s/plugin-signers.pem"}
                providers:
                  sandbox: {type: sandbox, vendors: [cheap]}
                """.formatted(plugins, folder);
        try (Gateway gateway = Gateway.serving(policy, Map.of())) {
            assertThat(new RawClient(gateway).chat("auto", false).statusCode()).isEqualTo(200);
        }
    }

    /** A home whose data folder holds this gateway's keys. */
    private Path home(Gateway gateway) throws Exception {
        Path data = Files.createDirectories(folder.resolve("home/.pointsman"));
        Files.writeString(data.resolve("key"), gateway.key());
        Files.writeString(data.resolve("admin-key"), gateway.adminKey());
        return data.getParent();
    }

    /** Each decision has its own id. */
    private static String comparable(String text) {
        return text.replaceAll(DECISION, "ID").strip();
    }
}
