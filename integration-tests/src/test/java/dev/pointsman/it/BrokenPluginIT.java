package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Distribution;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenPluginIT {

    @TempDir
    private Path folder;

    @Test
    void brokenJarsAreReportedAndTheRestServes() throws Exception {
        for (Path jar : Distribution.plugins()) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
        byte[] whole = Files.readAllBytes(Distribution.plugins().getFirst());
        Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(folder.resolve("text.jar"), "not a jar at all");
        Files.write(folder.resolve("empty.jar"), new byte[0]);
        Files.writeString(folder.resolve("notes.txt"), "no plugin");

        try (Vendor vendor = Vendor.start();
                Gateway gateway = Gateway.serving(
                        new Policy()
                                .chat("good", vendor.at("good"), "gpt-good")
                                .profile("default", "good")
                                .yaml(),
                        Map.of("VENDOR_KEY", "sk-vendor"),
                        "--plugins",
                        folder.toString())) {
            vendor.plays("good", ChatVendor.says("hello"));

            assertThat(new RawClient(gateway).chat("auto", false).statusCode()).isEqualTo(200);
            assertThat(gateway.log())
                    .contains("half.jar")
                    .contains("text.jar")
                    .contains("empty.jar")
                    .doesNotContain("notes.txt");
        }
    }
}
