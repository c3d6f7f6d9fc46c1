package dev.pointsman.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Writes docs/full-run.md from the reports of {@code ./mvnw verify -Pfull}, which ends with it. Needs the JDK alone, from the top of
 * the repository.
 */
public final class FullRunPage {

    private static final Path PAGE = Path.of("docs/full-run.md");

    /** What an ordinary run does in short. */
    private record Part(String what, String setting, String type) {}

    private static final List<Part> PARTS = List.of(
            new Part("the process is killed with requests in flight", "kill.rounds", "LedgerAfterKillIT"),
            new Part("two thousand slow streams, one in twenty left by its client", "soak.seconds", "SoakIT"),
            new Part("vendors that say nothing, OpenAI chat", "faults.patience.millis", "ChatFaultsIT"),
            new Part("vendors that say nothing, Responses", "faults.patience.millis", "ResponsesFaultsIT"),
            new Part("vendors that say nothing, Anthropic", "faults.patience.millis", "MessagesFaultsIT"),
            new Part("vendors that say nothing, Gemini", "faults.patience.millis", "GeminiFaultsIT"),
            new Part("worlds drawn by chance, simulated", "simulation.seeds", "ManyWorldsTest"));

    /** A class's report. */
    private record Report(int cases, int failed, int skipped, double seconds, String setting) {}

    private FullRunPage() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException {
        StringBuilder table = new StringBuilder();
        List<String> open = new ArrayList<>();
        for (Part part : PARTS) {
            List<Path> files = reports(part.type());
            if (files.isEmpty()) {
                open.add("`" + part.type() + "` did not run");
                continue;
            }
            Report report = read(files.getFirst(), part.setting());
            table.append(line(part, report));
            if (report.failed() + report.skipped() > 0) {
                open.add("`" + part.type() + "`: " + report.failed() + " failed, " + report.skipped() + " skipped");
            }
        }
        Files.writeString(PAGE, page(table, open));
    }

    private static String line(Part part, Report report) throws IOException {
        Path measured = Path.of("integration-tests/target/measured", part.type() + ".txt");
        return String.format(
                Locale.ROOT,
                "| %s | `%s` = %s | %s %d of %d | %.0f s | %s | `%s` |%n",
                part.what(),
                part.setting(),
                report.setting(),
                report.failed() + report.skipped() == 0 ? "✓" : "✗",
                report.cases() - report.failed() - report.skipped(),
                report.cases(),
                report.seconds(),
                Files.exists(measured) ? Files.readString(measured).strip() : "",
                part.type());
    }

    private static String page(StringBuilder table, List<String> open) {
        return """
                # The long forms

                Some tests of `./mvnw verify` are short forms of what takes long. This is what the long ones found: each line is the latest report of its part, and parts
                may have been run one by one. Written by `FullRunPage`, with which this ends, on %s on a machine with %d cores:

                ```sh
                ./mvnw verify -Pfull
                ```

                Not green: %s

                | what | how much | passed | took | measured | test |
                |---|---|---|---|---|---|
                %s""".formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        open.isEmpty() ? "none." : "\n\n- " + String.join("\n- ", open),
                        table);
    }

    private static List<Path> reports(String type) throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(""),
                6,
                (file, attributes) -> file.toString().matches(".*target/\\w+-reports/TEST-.*\\." + type + "\\.xml"))) {
            return files.toList();
        }
    }

    private static Report read(Path file, String setting) throws IOException {
        Element suite = parse(file);
        return new Report(
                Integer.parseInt(suite.getAttribute("tests")),
                Integer.parseInt(suite.getAttribute("failures")) + Integer.parseInt(suite.getAttribute("errors")),
                Integer.parseInt(suite.getAttribute("skipped")),
                Double.parseDouble(suite.getAttribute("time").replace(",", "")),
                setting(suite, setting));
    }

    private static String setting(Element suite, String name) {
        NodeList properties = suite.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        return "as usual";
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
}
