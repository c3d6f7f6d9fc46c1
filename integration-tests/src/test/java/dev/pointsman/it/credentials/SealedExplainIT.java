package dev.pointsman.it.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} where no gateway runs: sealed credentials count where they can be opened, and else it says why not. */
@Timeout(90)
class SealedExplainIT {

    private static final String POLICY = """
            version: 1
            providers:
              vendor: {type: openai-compatible, baseUrl: "http://127.0.0.1:9/v1", owner: tests, source: tests, locality: local,
                       credential: "${sealed:vendor/main}", models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void seal() throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), POLICY);
        Command sealed = command("sk-sealed\n", "credentials", "seal", "vendor/main");
        assertThat(sealed.exitCode()).as(sealed.all()).isZero();
    }

    @Test
    void aSealedCredentialIsOpenedFromTheDataFolder() throws Exception {
        Command explained = command("", "explain", "--model", "auto");

        assertThat(explained.exitCode()).as(explained.all()).isZero();
        assertThat(explained.out()).contains("vendor/gpt-it: only eligible candidate");
        assertThat(explained.err()).contains("No gateway answers", "without the health of vendors");
        assertThat(explained.all()).doesNotContain("sk-sealed");
    }

    @Test
    void withoutItsMasterKeyItSaysWhatIsLeftOut() throws Exception {
        Files.delete(folder.resolve("data/master-key"));

        Command explained = command("", "explain", "--model", "auto");

        assertThat(explained.out()).contains("no eligible candidate").contains("credential");
        assertThat(explained.all()).doesNotContain("sk-sealed");
    }

    private Command command(String input, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", folder.resolve("policy.yaml").toString()));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of("--admin-port", Integer.toString(Vendor.nobody().getPort())));
        return Command.runWithInput(input, folder, Map.of(), all.toArray(String[]::new));
    }
}
