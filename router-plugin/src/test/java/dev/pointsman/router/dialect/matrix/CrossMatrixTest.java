package dev.pointsman.router.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients get from vendors of other dialects is measured, and the page about it says what was measured. */
class CrossMatrixTest {

    private static final Path PAGE = Path.of("../docs/dialects.md");

    static List<Cell> cells() {
        return Matrix.cells();
    }

    /** {@link CellRun} fails for whatever is neither carried nor listed. */
    @ParameterizedTest
    @MethodSource("cells")
    void everythingIsCarriedOrListed(Cell cell) {
        Outcome outcome = CellRun.of(cell);

        if (cell.isEqual() && !(outcome instanceof Outcome.Unsaid)) {
            assertThat(outcome).isEqualTo(new Outcome.Exact());
        }
        if (outcome instanceof Outcome.Lossy lossy) {
            assertThat(lossy.missing()).allSatisfy(missing -> {
                assertThat(missing.path()).matches("\\$.*");
                assertThat(missing.reason()).isNotBlank();
            });
        }
    }

    @Test
    void everyDialectHasItsRowAndItsColumn() {
        assertThat(Matrix.forgotten(Dialects.standard())).isEmpty();
    }

    /** With {@code -Ddialects.write=true} the page is written instead. */
    @Test
    void thePageSaysWhatIsMeasured() throws IOException {
        Map<Cell, Outcome> outcomes = new LinkedHashMap<>();
        Matrix.cells().forEach(cell -> outcomes.put(cell, CellRun.of(cell)));
        String page = DialectsPage.of(outcomes);
        if (Boolean.getBoolean("dialects.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/dialects.md is older than the translations; run this test with -Ddialects.write=true")
                .hasContent(page);
    }
}
