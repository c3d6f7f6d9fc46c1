package dev.pointsman.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Distribution;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin's author does who has the page and the jars: a new folder, no build of ours. */
class PluginFromThePageIT {

    private static final String SUPPORT = "pointsman-provider-support-0.1.0.jar";

    @TempDir
    private Path folder;

    @Test
    void theProviderOfThePageIsCompiledPackedAndServed() throws Exception {
        Page page = Page.of("docs/plugin-authors.md");
        Page section = page.section("A provider");
        String factory = section.blocks("java").stream()
                .filter(block -> block.contains("class AcmeFactory"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("AcmeFactory.java"), factory);
        Files.writeString(
                folder.resolve("MANIFEST.MF"), section.blocks("properties").getFirst());
        Files.copy(Page.ROOT.resolve("provider-plugins/provider-support/target/" + SUPPORT), folder.resolve(SUPPORT));

        for (String line : section.blocks("sh").getLast().lines().toList()) {
            Shell shell = Shell.run(folder, shell(), line);
            assertThat(shell.exitCode()).as(line + "\n" + shell.out()).isZero();
        }

        try (Vendor vendor = Vendor.start().plays("acme", ChatVendor.says("Hello from Acme."))) {
            String policy = section.blocks("yaml")
                    .getFirst()
                    .replace(
                            "    project:",
                            "    baseUrl: \"" + vendor.at("acme") + "/v1\"\n    locality: local\n    project:");
            try (Gateway gateway = Gateway.serving(
                    policy,
                    Map.of("ACME_API_KEY", "sk-acme-1"),
                    "--plugins",
                    folder.resolve("plugins").toString())) {
                HttpResponse<String> answer = new RawClient(gateway).chat("auto", false);

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("x-pointsman-provider")).contains("acme");
                assertThat(vendor.lastAsked("acme").headers())
                        .containsEntry("x-acme-project", "p-7")
                        .containsEntry("authorization", "Bearer sk-acme-1");
            }
        }
    }

    private static Map<String, String> shell() {
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        return Map.of(
                "POINTSMAN",
                Distribution.script().getParent().getParent().toString(),
                "PATH",
                tools + ":" + System.getenv("PATH"));
    }
}
