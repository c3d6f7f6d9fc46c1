package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.SettingsProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptureConfigTest {

    private final List<SettingsProblem> problems = new ArrayList<>();

    @Test
    void nothingIsCapturedUnlessItIsAskedFor() {
        assertThat(read(Map.of())).isNull();
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsNotWrittenIsTheCarefulWay() {
        assertThat(read(Map.of("capture", Map.of("folder", "lab"))))
                .isEqualTo(new CaptureConfig("lab", Set.of(Redaction.values()), Duration.ofDays(7), 100));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        read(Map.of(
                "capture",
                Map.of(
                        "folder",
                        "../up",
                        "keep",
                        "999d",
                        "redact",
                        List.of("names"),
                        "megabytesPerDay",
                        0,
                        "file",
                        "x")));

        assertThat(problems)
                .extracting(SettingsProblem::path)
                .containsExactlyInAnyOrder(
                        "workspaces.lab.capture.folder",
                        "workspaces.lab.capture.keep",
                        "workspaces.lab.capture.redact",
                        "workspaces.lab.capture.megabytesPerDay",
                        "workspaces.lab.capture.file");
    }

    @Test
    void aSectionWithoutAFolderIsAMistake() {
        read(Map.of("capture", Map.of()));

        assertThat(problems).extracting(SettingsProblem::path).containsExactly("workspaces.lab.capture.folder");
    }

    private CaptureConfig read(Map<String, Object> workspace) {
        ConfigReader reader = new ConfigReader("workspaces.lab", workspace, problems);
        return CaptureConfig.read(reader);
    }
}
