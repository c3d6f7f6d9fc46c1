package dev.pointsman.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Writes docs/fault-matrix.md from the reports of the last run. Needs the JDK alone, from the top of the repository:
 *
 * <pre>{@code
 * ./mvnw verify
 * java integration-tests/src/test/java/dev/pointsman/it/faults/FaultMatrixPage.java
 * }</pre>
 */
public final class FaultMatrixPage {

    private static final Path ROWS = Path.of("integration-tests/src/test/resources/fault-rows.txt");
    private static final Path PAGE = Path.of("docs/fault-matrix.md");

    /**
     * A test that ran.
     *
     * @param type the simple name of its class
     */
    private record Ran(String type, String name, double seconds, boolean failed, boolean skipped) {}

    /** A row that is to be proved by these tests, and by all cases of the fault kit that bear its name. */
    private record Row(String id, String fault, String sees, List<String> tests) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            String tests = cells[3].strip();
            return new Row(
                    cells[0].strip(),
                    cells[1].strip(),
                    cells[2].strip(),
                    tests.isEmpty() ? List.of() : List.of(tests.split("\\s+")));
        }

        boolean isProvedBy(Ran ran) {
            return ran.name().contains(" " + id + " ") || tests.stream().anyMatch(test -> matches(test, ran));
        }

        private static boolean matches(String test, Ran ran) {
            String[] parts = test.split("\\.");
            return ran.type().equals(parts[0])
                    && (parts.length == 1 || ran.name().matches(parts[1] + "\\b.*"));
        }
    }

    private FaultMatrixPage() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException {
        List<Ran> all = reports();
        List<String> open = new ArrayList<>();
        StringBuilder table = new StringBuilder();
        int cases = 0;
        for (String line : Files.readAllLines(ROWS)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Row row = Row.of(line);
            List<Ran> ran = all.stream().filter(row::isProvedBy).toList();
            cases += ran.size();
            table.append(line(row, ran));
            problems(row, ran, open);
        }
        Files.writeString(PAGE, page(table, cases, open));
    }

    private static String line(Row row, List<Ran> ran) {
        long passed =
                ran.stream().filter(each -> !each.failed() && !each.skipped()).count();
        double slowest = ran.stream().mapToDouble(Ran::seconds).max().orElse(0);
        String types = ran.stream().map(Ran::type).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(type -> "`" + type + "`")
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s %d of %d | %.2f s | %s |%n",
                row.id(),
                row.fault(),
                row.sees(),
                passed == ran.size() && passed > 0 ? "✓" : "✗",
                passed,
                ran.size(),
                slowest,
                types);
    }

    private static void problems(Row row, List<Ran> ran, List<String> open) {
        if (ran.isEmpty()) {
            open.add(row.id() + ": no test of it ran");
        }
        for (String test : row.tests()) {
            if (ran.stream().noneMatch(each -> Row.matches(test, each))) {
                open.add(row.id() + ": `" + test + "` did not run");
            }
        }
        ran.stream().filter(Ran::failed).forEach(each -> open.add(row.id() + ": failed: " + each.name()));
        ran.stream().filter(Ran::skipped).forEach(each -> open.add(row.id() + ": skipped: " + each.name()));
    }

    private static String page(StringBuilder table, int cases, List<String> open) {
        return """
                # Fault matrix

                What happens when providers, clients and stores misbehave, and the tests that prove it at the packed gateway over real sockets. Rows F01 to F26 and F34 are
                cases of the [fault kit](faultkit.md): each fault in OpenAI chat, Responses, Anthropic and Gemini, streamed and not, judged by what the client sees; then attempts, health and
                ledger are read. Written by `FaultMatrixPage` from the reports of a run that ended on %s; `-Pfull` gives silent vendors 5 s instead of 0.3:

                ```sh
                ./mvnw verify
                java integration-tests/src/test/java/dev/pointsman/it/faults/FaultMatrixPage.java
                ```

                %d cases. Not green: %s

                Breaker, commit hold, the check before each hop, retry budget and settlement are switched off one by one in a packed gateway, by `MutationsIT`: F29, F15, F10, F31 and F37 turn red then. F43
                and F44, a shared Redis that fails, concern several gateways: there is none here, each counts rates and learns of health by itself.

                | row | fault | a client sees | passed | slowest | tests |
                |---|---|---|---|---|---|
                %s""".formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        cases,
                        open.isEmpty() ? "none." : "\n\n- " + String.join("\n- ", open),
                        table);
    }

    private static List<Ran> reports() throws IOException {
        List<Ran> all = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                Path.of(""), 6, (file, attributes) -> file.toString().matches(".*target/\\w+-reports/TEST-.*\\.xml"))) {
            for (Path file : files.sorted().toList()) {
                NodeList tests = parse(file).getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    all.add(ran((Element) tests.item(i)));
                }
            }
        }
        return all;
    }

    private static Element parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no report", e);
        }
    }

    private static Ran ran(Element test) {
        // A class that runs once for each of its parameters has their number behind its name.
        String type = test.getAttribute("classname").replaceFirst("\\[\\d+]$", "");
        boolean failed = test.getElementsByTagName("failure").getLength()
                        + test.getElementsByTagName("error").getLength()
                > 0;
        return new Ran(
                type.substring(type.lastIndexOf('.') + 1),
                test.getAttribute("name"),
                Double.parseDouble(test.getAttribute("time").replace(",", "")),
                failed,
                test.getElementsByTagName("skipped").getLength() > 0);
    }
}
