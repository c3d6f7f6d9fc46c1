package dev.pointsman.host.doctor.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pointsman.host.doctor.production.Outcome.Flaw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFileTest {

    private static final Path OURS = Path.of("../docs/pointsman.service");

    @TempDir
    Path folder;

    @Test
    void oursRestartsDrainsAndIsHardened() throws Exception {
        UnitFile unit = UnitFile.read(OURS);

        assertThat(flaws(unit)).isEmpty();
        assertThat(unit.service().get("ExecStart")).startsWith("/opt/pointsman/bin/pointsman serve --config ");
        assertThat(unit.seconds("TimeoutStopSec")).isEqualTo(45);
    }

    @ParameterizedTest
    @CsvSource({
        "Restart=no",
        "KillSignal=SIGKILL",
        "TimeoutStopSec=5s",
        "WatchdogSec=30",
        "User=root",
        "NoNewPrivileges=no",
        "ProtectSystem=no",
        "ProtectHome=no",
        "PrivateTmp=no",
        "UMask=0022"
    })
    void whatAnAdditionTakesBackIsTold(String line) throws Exception {
        Path unit = Files.copy(OURS, folder.resolve("pointsman.service"));
        Path additions = Files.createDirectory(folder.resolve("pointsman.service.d"));
        Files.writeString(additions.resolve("override.conf"), "[Service]\n" + line + "\n");

        assertThat(flaws(UnitFile.read(unit))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "45, 45",
        "45s, 45",
        "1min 30s, 90",
        "2 min, 120",
        "1h, 3600",
        "infinity, 9223372036854775807",
        "soon, -1"
    })
    void readsSpansAsSystemdDoes(String text, long seconds) throws Exception {
        Path unit = Files.writeString(
                folder.resolve("x.service"),
                "[Unit]\nTimeoutStopSec=1\n[Service]\n# TimeoutStopSec=2\nTimeoutStopSec=" + text);

        assertThat(UnitFile.read(unit).seconds("TimeoutStopSec")).isEqualTo(seconds);
    }

    @Test
    void systemdAcceptsIt() throws Exception {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(analyze), "no systemd-analyze on this machine");
        // Its program need not be installed here.
        Path unit = Files.writeString(
                folder.resolve("pointsman.service"),
                Files.readString(OURS).replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true"));
        Path output = folder.resolve("output");

        Process verify = new ProcessBuilder(analyze.toString(), "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(verify.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).doesNotContain("pointsman.service");
        assertThat(verify.exitValue()).isZero();
    }

    private static List<Flaw> flaws(UnitFile unit) {
        List<Flaw> flaws = new ArrayList<>();
        new UnitCheck.Restarts(35).judge(unit, flaws);
        new UnitCheck.Hardened().judge(unit, flaws);
        return flaws;
    }
}
