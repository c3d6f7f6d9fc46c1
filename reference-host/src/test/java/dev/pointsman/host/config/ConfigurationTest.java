package dev.pointsman.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void handsEverythingButItsOwnSectionToTheRouter() {
        Configuration configuration = read("""
                version: 1
                gateway: {listen: "127.0.0.1:9000"}
                providers:
                  openai: {type: openai-compatible, credential: "${env:OPENAI_API_KEY}"}
                profiles:
                  fast: {weights: {cost: 0.3, latency: 1}, attempts: {max: 3, firstToken: 2s}}
                """);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.gateway().listen()).isEqualTo(new ListenAddress("127.0.0.1", 9000));
        assertThat(configuration.policy())
                .isEqualTo(Map.of(
                        "version",
                        1,
                        "providers",
                        Map.of("openai", Map.of("type", "openai-compatible", "credential", "${env:OPENAI_API_KEY}")),
                        "profiles",
                        Map.of(
                                "fast",
                                Map.of(
                                        "weights",
                                        Map.of("cost", 0.3, "latency", 1),
                                        "attempts",
                                        Map.of("max", 3, "firstToken", "2s")))));
    }

    @Test
    void readsTheCatalogFilesBesideIt() throws IOException {
        Files.writeString(folder.resolve("prices.yaml"), "gpt-5: {price: {input: 1, output: 2}}\n");
        Files.writeString(folder.resolve("broken.yaml"), "a: [\n");

        Configuration configuration = read("""
                version: 1
                catalog: [prices.yaml, {m: {window: 5}}, missing.yaml, broken.yaml]
                """);

        assertThat(configuration.policy().get("catalog"))
                .isEqualTo(List.of(
                        Map.of("gpt-5", Map.of("price", Map.of("input", 1, "output", 2))),
                        Map.of("m", Map.of("window", 5)),
                        Map.of(),
                        Map.of()));
        assertThat(configuration.catalogFiles()).hasSize(3);
        assertThat(configuration.problems())
                .extracting(SettingsProblem::path)
                .containsExactly("catalog[2]", "catalog[3]");
    }

    @Test
    void tellsTenMistakesOfOneFileAtOnce() {
        Configuration configuration = read("""
                gateway:
                  listn: "127.0.0.1:8484"
                  admin: "::1:8485"
                  tls: {certificate: server.pem}
                  behindProxy: perhaps
                  plugins: 7
                  data: [a, b]
                  hosts: gateway.example
                  origins: [true]
                  limits: {requestBytes: -1, requestByte: 5}
                profiles:
                  fast: {attempts: {max: 1}}
                  fast: {attempts: {max: 2}}
                """);

        assertThat(printed(configuration))
                .containsExactlyInAnyOrder(
                        "pointsman.yaml:2: gateway.listn: is not a setting; did you mean \"listen\"?",
                        "pointsman.yaml:3: gateway.admin: has an IPv6 address without brackets;"
                                + " write for example \"127.0.0.1:8484\"",
                        "pointsman.yaml:4: gateway.tls.key: is missing; name a PEM file",
                        "pointsman.yaml:5: gateway.behindProxy: must be true or false; write behindProxy: true",
                        "pointsman.yaml:6: gateway.plugins: must be text or a mapping; write for example plugins: \"…\"",
                        "pointsman.yaml:7: gateway.data: must be text; write for example data: \"…\"",
                        "pointsman.yaml:8: gateway.hosts: must be a list; write hosts: [\"…\"]",
                        "pointsman.yaml:9: gateway.origins[0]: must be text; quote it",
                        "pointsman.yaml:10: gateway.limits.requestBytes: must be a whole number from 1024 to 1073741824;"
                                + " the default is 33554432",
                        "pointsman.yaml:10: gateway.limits.requestByte: is not a setting; did you mean \"requestBytes\"?",
                        "pointsman.yaml:12: profiles.fast: stands here twice, in lines 12 and 13; keep one of them");
    }

    @Test
    void leavesOutWhatHasNoValueAndSaysWhere() {
        Configuration configuration = read("""
                providers:
                  openai: {type: openai-compatible, region: }
                aliases:
                """);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.policy())
                .isEqualTo(Map.of("providers", Map.of("openai", Map.of("type", "openai-compatible"))));
        assertThat(configuration.notes())
                .extracting(SettingsProblem::path)
                .containsExactly("providers.openai.region", "aliases");
    }

    @Test
    void readsWordsAsPeopleMeanThem() {
        Configuration configuration = read("""
                words: [no, on, 12:30, 2026-11-01, 1e3, "5", 007, 99999999999999999999]
                """);

        assertThat(configuration.policy())
                .isEqualTo(Map.of(
                        "words",
                        List.of(
                                "no",
                                "on",
                                "12:30",
                                "2026-11-01",
                                1000.0,
                                "5",
                                7,
                                new java.math.BigDecimal("99999999999999999999"))));
    }

    @Test
    void expandsAliasesAndMergedMappings() {
        Configuration configuration = read("""
                profiles:
                  base: &base {attempts: {max: 3}, explore: false}
                  fast: {<<: *base, explore: true}
                """);

        assertThat(configuration.policy())
                .isEqualTo(Map.of(
                        "profiles",
                        Map.of(
                                "base", Map.of("attempts", Map.of("max", 3), "explore", false),
                                "fast", Map.of("attempts", Map.of("max", 3), "explore", true))));
    }

    @Test
    void refusesAliasesThatGrowWithoutBound() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(4))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }

        Configuration configuration = read(bomb.toString());

        assertThat(configuration.problems()).hasSize(1);
        assertThat(configuration.problems().getFirst().message()).contains("is not usable YAML");
    }

    @Test
    void refusesAnAliasOfItself() {
        Configuration configuration = read("profiles: &p {inner: *p}\n");

        assertThat(printed(configuration))
                .containsExactly(
                        "pointsman.yaml:1: profiles.inner: contains itself through an alias; remove the alias");
    }

    @Test
    void refusesTagsThatMakeObjects() {
        Configuration configuration = read("version: !<tag:yaml.org,2002:java.net.URL> [a]\nname: !secret x\n");

        assertThat(configuration.policy()).isEmpty();
        assertThat(printed(configuration))
                .containsExactly(
                        "pointsman.yaml:1: version: has the tag tag:yaml.org,2002:java.net.URL, which means nothing here;"
                                + " remove the tag",
                        "pointsman.yaml:2: name: has the tag !secret, which means nothing here; remove the tag");
    }

    @Test
    void namesTheLineOfASyntaxError() {
        Configuration configuration = read("providers:\n  openai: {type: x\nprofiles: {}\n");

        assertThat(printed(configuration)).hasSize(1);
        assertThat(printed(configuration).getFirst()).startsWith("pointsman.yaml:3: is not YAML: ");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Configuration configuration = Configuration.read(folder.resolve("none.yaml"));

        assertThat(configuration.problems()).hasSize(1);
        assertThat(configuration.problems().getFirst().message()).isEqualTo("there is no such file");
    }

    @Test
    void seesRelativePathsFromTheFilesFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "gateway: {data: state, plugins: /srv/plugins}\n");

        GatewayConfig gateway = Configuration.read(file).gateway();

        assertThat(gateway.data()).isEqualTo(folder.resolve("state"));
        assertThat(gateway.plugins().folder()).isEqualTo(Path.of("/srv/plugins"));
        assertThat(gateway.plugins().verify()).isEqualTo(PluginsConfig.Verify.WARN);
        assertThat(gateway.plugins().sumsIn(gateway.data())).isEqualTo(folder.resolve("state/plugins.sha256"));
    }

    @Test
    void readsWhichPluginsAreTrusted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("p.yaml"), "gateway: {plugins: {verify: require, sums: trusted.sha256}}\n");
        Path wrong = Files.writeString(folder.resolve("w.yaml"), "gateway: {plugins: {verify: yes, sum: x}}\n");
        Path off = Files.writeString(folder.resolve("o.yaml"), "gateway: {plugins: {verify: off}}\n");

        PluginsConfig plugins = Configuration.read(file).gateway().plugins();

        assertThat(plugins.verify()).isEqualTo(PluginsConfig.Verify.REQUIRE);
        assertThat(plugins.sumsIn(folder)).isEqualTo(folder.resolve("trusted.sha256"));
        assertThat(Configuration.read(off).gateway().plugins().verify()).isEqualTo(PluginsConfig.Verify.OFF);
        assertThat(Configuration.read(wrong).problems())
                .extracting(SettingsProblem::path)
                .containsExactly("gateway.plugins.verify", "gateway.plugins.sum");
    }

    @Test
    void aCollectorIsAnHttpUrlWithoutCredentialsAndAShareIsAShare() {
        Configuration good =
                read("version: 1\ngateway: {telemetry: {otlp: \"http://otel:4318/base/\", sample: 0.1}}\n");
        Configuration bad =
                read("version: 1\ngateway:\n  telemetry:\n    otlp: \"http://me:secret@otel\"\n    sample: 2\n");

        assertThat(good.problems()).isEmpty();
        assertThat(good.gateway().telemetry().signal("v1/traces"))
                .hasToString("Optional[http://otel:4318/base/v1/traces]");
        assertThat(printed(bad))
                .hasSize(2)
                .anyMatch(line -> line.contains("gateway.telemetry.otlp: must be an http or https URL without user"))
                .anyMatch(line -> line.contains("gateway.telemetry.sample: must be a number from 0 to 1"))
                .noneMatch(line -> line.contains("secret@"));
    }

    @Test
    void refusesAPublicAddressWithoutTls() {
        GatewayConfig exposed = read("gateway: {listen: \"0.0.0.0:8484\"}\n").gateway();
        GatewayConfig proxied =
                read("gateway: {listen: \"0.0.0.0:8484\", behindProxy: true}\n").gateway();
        GatewayConfig encrypted = read("gateway: {listen: \"0.0.0.0:8484\", tls: {certificate: a.pem, key: b.pem}}\n")
                .gateway();

        assertThat(exposed.exposure()).map(SettingsProblem::path).contains("gateway.listen");
        assertThat(exposed.withListen(new ListenAddress("::1", 1)).exposure()).isEmpty();
        assertThat(exposed.withListen(new ListenAddress("::1", 1))
                        .withAdmin(new ListenAddress("10.0.0.1", 1))
                        .exposure())
                .map(SettingsProblem::path)
                .contains("gateway.admin");
        assertThat(proxied.exposure()).isEmpty();
        assertThat(encrypted.exposure()).isEmpty();
    }

    private Configuration read(String text) {
        return Configuration.of(DocumentReader.parse("pointsman.yaml", text), folder);
    }

    private static List<String> printed(Configuration configuration) {
        return configuration.problems().stream()
                .map(configuration.lines()::print)
                .collect(Collectors.toList());
    }
}
