package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages call proof is there: the tests that they name, and the receipts of runs. */
class EvidenceTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");
    private static final Pattern RECEIPT = Pattern.compile("[a-z][a-z-]*\\.(?:json|md)");
    private static final PathMatcher SOURCE = FileSystems.getDefault().getPathMatcher("glob:**/src/test/java/**.java");

    static Stream<Path> pages() {
        return Markdown.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatAPageNamesExists(Path page) throws IOException {
        Set<String> named = TEST.matcher(Markdown.prose(page))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        named.removeAll(tests());

        assertThat(named).as("tests that " + page + " names and nobody has").isEmpty();
    }

    @Test
    void everyReceiptIsInTheListOfReceiptsAndNoOther() throws IOException {
        Set<String> receipts;
        try (Stream<Path> files = Files.list(Markdown.ROOT.resolve("docs/evidence"))) {
            receipts = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .collect(Collectors.toSet());
        }
        String table = Markdown.text(Path.of("docs/evidence/README.md")).split("\n\\| receipt ")[1];

        Set<String> listed = table.lines()
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> RECEIPT.matcher(line.split("\\|")[1]).results())
                .map(match -> match.group())
                .collect(Collectors.toSet());

        assertThat(listed).containsExactlyInAnyOrderElementsOf(receipts);
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.find(Markdown.ROOT, 20, (file, attributes) -> SOURCE.matches(file))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
