package dev.pointsman.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md has every threat, and the tests that it names exist. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*(?:Test|IT))(?:\\.([a-z][A-Za-z0-9]*))?`");

    private static final Pattern ROW = Pattern.compile("\\| T(\\d+) \\|[^|]+\\|[^|]+\\|([^|]+)\\|");
    private static final int THREATS = 23;

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        Map<String, Path> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher name = NAMED.matcher(Files.readString(ROOT.resolve("docs/security.md")));
        while (name.find()) {
            named++;
            Path file = tests.get(name.group(1) + ".java");
            String method = name.group(2);
            if (file == null || (method != null && !Files.readString(file).contains("void " + method + "("))) {
                missing.add(name.group());
            }
        }

        assertThat(named).isGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyThreatHasItsControlAndItsTest() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(Integer.parseInt(row.group(1)), row.group(2));
            }
        }

        assertThat(rows.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, THREATS).boxed().toList());
        assertThat(rows)
                .allSatisfy((number, tests) -> assertThat(NAMED.matcher(tests).find())
                        .as("T%d names a test", number)
                        .isTrue());
    }

    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new TreeMap<>();
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().contains("/src/test/java/"))) {
            files.forEach(file -> tests.put(String.valueOf(file.getFileName()), file));
        }
        return tests;
    }
}
