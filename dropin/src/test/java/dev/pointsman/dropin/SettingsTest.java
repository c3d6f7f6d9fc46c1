package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.host.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String FILE =
            "version: 1\ngateway: {listen: \"127.0.0.1:9000\"}\nproviders:\n  mine: {type: sandbox}\n";

    @TempDir
    Path jarFolder;

    @TempDir
    Path working;

    @Test
    void theFileThatAVariableNamesIsUsedAlsoWhenItIsNotThere() throws IOException {
        Files.writeString(jarFolder.resolve("pointsman.yaml"), FILE);

        Configuration configuration =
                settings(Map.of("POINTSMAN_CONFIG", "/nowhere.yaml")).configuration();

        assertThat(configuration.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no such file"));
    }

    @Test
    void aFileBesideTheJarComesBeforeOneInTheWorkingDirectory() throws IOException {
        Path beside = Files.writeString(jarFolder.resolve("pointsman.yaml"), FILE);
        Files.writeString(working.resolve("pointsman.yaml"), FILE);

        assertThat(settings(Map.of()).file()).contains(beside);
    }

    @Test
    void theWorkingDirectoryIsLookedAtLast() throws IOException {
        Path there = Files.writeString(working.resolve("pointsman.yaml"), FILE);

        assertThat(settings(Map.of()).file()).contains(there);
    }

    @Test
    void withoutAFileKeysInTheEnvironmentBecomeProviders() {
        Configuration configuration = settings(Map.of("ANTHROPIC_API_KEY", "x")).configuration();

        assertThat(configuration.policy().toString()).contains("${env:ANTHROPIC_API_KEY}");
        assertThat(configuration.gateway().dataUrl()).hasToString("http://127.0.0.1:8484");
        assertThat(configuration.gateway().adminUrl()).hasToString("http://127.0.0.1:8485");
    }

    @Test
    void aVariableComesBeforeTheFilesPort() throws IOException {
        Files.writeString(jarFolder.resolve("pointsman.yaml"), FILE);

        assertThat(settings(Map.of()).configuration().gateway().listen().port()).isEqualTo(9000);
        assertThat(settings(Map.of("POINTSMAN_PORT", "9001"))
                        .configuration()
                        .gateway()
                        .listen()
                        .port())
                .isEqualTo(9001);
    }

    @Test
    void whoWantsAnyPortWantsAnyAdminPort() {
        Configuration any = settings(Map.of("POINTSMAN_PORT", "0")).configuration();
        Configuration named = settings(Map.of("POINTSMAN_PORT", "0", "POINTSMAN_ADMIN_PORT", "7000"))
                .configuration();

        assertThat(any.gateway().admin().port()).isZero();
        assertThat(named.gateway().admin().port()).isEqualTo(7000);
    }

    @Test
    void aPortThatIsNoneIsRefusedByName() {
        for (String wrong : List.of("eighty", "-1", "65536", "99999")) {
            assertThatThrownBy(() -> settings(Map.of("POINTSMAN_PORT", wrong)).configuration())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("POINTSMAN_PORT")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void systemPropertiesOfOurNamesCountAsVariables() {
        System.setProperty("POINTSMAN_DATA", "from-a-property");
        try {
            assertThat(Settings.ofProcess().variable("POINTSMAN_DATA")).contains("from-a-property");
        } finally {
            System.clearProperty("POINTSMAN_DATA");
        }
    }

    private Settings settings(Map<String, String> variables) {
        return new Settings(variables, List.of(jarFolder, working));
    }
}
