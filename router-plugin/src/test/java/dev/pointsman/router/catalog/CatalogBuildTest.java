package dev.pointsman.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogBuildTest {

    private static final Path FACTS = Path.of("../../shared/data/catalog");
    private static final Path BUILT = Path.of("src/main/resources/dev/pointsman/router/catalog/catalog.json");

    @Test
    void theScriptMakesTheCatalogOfTheJarByteForByte(@TempDir Path directory) throws Exception {
        assumeTrue(hasPython(), "python3 is not there, so the catalog cannot be rebuilt");
        boolean facts = Files.isDirectory(FACTS);
        assertThat(facts || !"true".equals(System.getenv("CI")))
                .as(FACTS + " must be there in CI")
                .isTrue();
        assumeTrue(facts, "the lists of facts are not there, so the catalog cannot be rebuilt");
        Path rebuilt = directory.resolve("catalog.json");

        Process script = new ProcessBuilder(
                        "python3", "src/catalog/build_catalog.py", FACTS.toString(), rebuilt.toString())
                .inheritIO()
                .start();

        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();
        assertThat(rebuilt).hasSameBinaryContentAs(BUILT);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
