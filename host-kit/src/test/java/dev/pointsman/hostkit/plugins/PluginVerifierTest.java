package dev.pointsman.hostkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PluginVerifierTest {

    @TempDir
    private Path folder;

    private Path jar;
    private Path sums;

    @BeforeEach
    void writePlugin() throws IOException {
        jar = PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        sums = folder.resolve("plugins.sha256");
    }

    @Test
    void aListedJarRuns() throws Exception {
        Files.writeString(sums, "0".repeat(64) + "  other.jar\n" + sum().toUpperCase(Locale.ROOT) + " *acme.jar\n");

        assertThat(load(PluginVerifier.require(sums)))
                .returns(true, PluginReport::isRunning)
                .returns("", PluginReport::reason)
                .returns(sum(), PluginReport::sha256);
    }

    @Test
    void anUnlistedJarIsRefusedWhereSumsAreRequired() throws Exception {
        Files.writeString(sums, "0".repeat(64) + "  acme.jar\n");

        assertThat(load(PluginVerifier.require(sums)))
                .returns(false, PluginReport::isRunning)
                .returns("", PluginReport::id)
                .returns("its SHA-256 is not listed in plugins.sha256", PluginReport::reason)
                .returns("if you trust this very file: sha256sum acme.jar >> plugins.sha256", PluginReport::wayOut);
    }

    @Test
    void anUnlistedJarRunsWithAWordWhereSumsAreOnlyWatched() throws Exception {
        Files.writeString(sums, "");

        assertThat(load(PluginVerifier.warn(sums)))
                .returns(true, PluginReport::isRunning)
                .returns("its SHA-256 is not listed in plugins.sha256", PluginReport::reason);
    }

    @Test
    void noListMeansThatNothingIsListed() {
        assertThat(load(PluginVerifier.require(sums)))
                .returns(false, PluginReport::isRunning)
                .returns("there is no list of sums plugins.sha256", PluginReport::reason);
    }

    @Test
    void aBlankLineListsNothing() throws Exception {
        Files.writeString(sums, "\n\n");

        assertThat(load(PluginVerifier.require(sums)).isRunning()).isFalse();
    }

    private PluginReport load(PluginVerifier verifier) {
        try (PluginHost host = PluginHost.builder(folder).verifier(verifier).build()) {
            return host.loadAll().getFirst();
        }
    }

    private String sum() throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    }
}
