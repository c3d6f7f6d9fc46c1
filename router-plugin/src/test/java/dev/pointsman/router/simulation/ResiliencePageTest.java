package dev.pointsman.router.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page says of each mechanism is what becomes of requests without it. */
class ResiliencePageTest {

    private static final Path PAGE = Path.of("../docs/resilience.md");
    private static final String BEGIN = "<!-- table: written by ResiliencePageTest -->\n";
    private static final String END = "<!-- end of table -->\n";
    private static final int REQUESTS = 10_000;
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final double RARELY = 0.01;

    /** From left to right, each with what the one before has. */
    private static final List<Mechanisms> COLUMNS = List.of(
            new Mechanisms(false, false, false),
            new Mechanisms(true, false, false),
            new Mechanisms(true, true, false),
            Mechanisms.ALL);

    /** @param weather of each vendor, the first choice first */
    private record Row(String name, List<List<Weather>> weather) {

        private static Row of(String name, double... bad) {
            return new Row(
                    name,
                    Arrays.stream(bad).mapToObj(share -> List.of(always(share))).toList());
        }

        private List<VendorPlan> vendors() {
            return IntStream.range(0, weather.size())
                    .mapToObj(
                            number -> VendorPlan.of(number, weather.get(number).toArray(Weather[]::new)))
                    .toList();
        }

        private String line() {
            Stream<String> cells = COLUMNS.stream()
                    .map(mechanisms -> Outage.of(Outage.world(1, vendors(), REQUESTS, EVERY, mechanisms)))
                    .map(outage -> String.format(
                            Locale.ROOT, "%.3f / %.2f %%", outage.amplification(), 100 * outage.success()));
            return "| " + name + " | " + cells.collect(Collectors.joining(" | ")) + " |\n";
        }
    }

    private static final List<Row> ROWS = List.of(
            Row.of("all well, 1 % fail", RARELY, RARELY, RARELY),
            Row.of("the first choice is down", 1, RARELY, RARELY),
            new Row(
                    "the first choice does well for a minute, and dies",
                    List.of(
                            List.of(Weather.until(Duration.ofMinutes(1), RARELY, Fault.OVERLOADED), always(1)),
                            List.of(always(RARELY)),
                            List.of(always(RARELY)))),
            Row.of("two of three are down", 1, 1, RARELY),
            Row.of("all are down", 1, 1, 1),
            Row.of("all fail half of the time", 0.5, 0.5, 0.5),
            Row.of("all fail 7 times of 10", 0.7, 0.7, 0.7));

    @BeforeAll
    static void thereAreThreads() {
        SimulatedThreadsTest.assumeSupported();
    }

    /** With {@code -Dresilience.write=true} the table is written instead. */
    @Test
    void thePageSaysWhatIsMeasured() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String measured = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("resilience.write")) {
            Files.writeString(PAGE, measured);
        }

        assertThat(PAGE)
                .as("docs/resilience.md is older than the mechanisms; run this test with -Dresilience.write=true")
                .hasContent(measured);
    }

    private static String table() {
        return "| | three tries each | + retry budget | + breakers | + panic |\n|---|---|---|---|---|\n"
                + ROWS.parallelStream().map(Row::line).collect(Collectors.joining());
    }

    private static Weather always(double bad) {
        return Weather.always(bad, Fault.OVERLOADED);
    }
}
