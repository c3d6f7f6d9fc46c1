package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md tells of the house as it stands. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final String SOURCES = "/src/main/java/dev/pointsman/";
    private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)(?:\\.[a-z][A-Za-z]*)?(?:\\(\\))?`");
    private static final Pattern CAMEL = Pattern.compile("\\b([A-Z][a-z]+[A-Z][A-Za-z]+)");
    private static final Pattern PACKAGE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*)`");
    private static final Pattern TABLE = Pattern.compile("`([a-z]+_[a-z_]+|decision|feedback)`");
    private static final Pattern STEP = Pattern.compile("^\\| `([a-z]+\\.[a-zA-Z]+)` \\|", Pattern.MULTILINE);

    /** What a request meets: the steps of its journey, of its policy, and of the router's services. */
    private static final Pattern CALL = Pattern.compile(
            "\\b(journey|policy|counting)\\.([a-zA-Z]+)\\(|services\\s*\\.([a-z]+)\\(\\)\\s*\\.([a-zA-Z]+)\\(");

    /** Properties that are read on the way, and what only hands another step's result on. */
    private static final Set<String> PROPERTIES =
            Set.of("journey.request", "journey.context", "journey.log", "journey.ended");

    /** Types of others that the page names. */
    private static final Set<String> NOT_OURS =
            Set.of("DataSource", "ArchitectureTest", "ArchitecturePageTest", "PostgreSQL");

    private static final Set<String> NO_CODE_OF_THE_HOUSE = Set.of("benchmarks");

    @Test
    void everyTypeThatThePageNamesExists() {
        assertThat(found(TYPE, page())).hasSizeGreaterThan(60).allMatch(ArchitecturePageTest::exists);
    }

    @Test
    void everyTypeInThePictureExists() {
        String picture = page().split("```mermaid\n")[1].split("```")[0];

        assertThat(found(CAMEL, picture)).hasSizeGreaterThan(5).allMatch(ArchitecturePageTest::exists);
    }

    @Test
    void everyPackageWithCodeIsOnThePageAndNoOther() {
        Set<String> packages =
                sources().map(ArchitecturePageTest::packageOf).collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(NO_CODE_OF_THE_HOUSE);
        String table = page().split("\n## Where do I look for …\n")[1].split("\n## ")[0];

        Set<String> named = new TreeSet<>(found(PACKAGE, table));
        named.retainAll(Stream.concat(
                        packages.stream(),
                        named.stream().filter(name -> name.contains(".") && !name.equals("dev.pointsman")))
                .collect(Collectors.toSet()));

        assertThat(named).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void everyModuleIsOnThePage() {
        List<String> modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Markdown.text(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .filter(module -> !module.startsWith("docs/") && !module.contains("/"))
                .toList();

        assertThat(modules)
                .isNotEmpty()
                .allSatisfy(module -> assertThat(page()).contains("| [" + module + "](../" + module + ")"));
    }

    @Test
    void theStepsOfARequestAreThoseThatAutoProviderTakes() {
        String source = Markdown.text(Path.of("router-plugin" + SOURCES + "router/AutoProvider.java"));
        String route = source.substring(source.indexOf("private CommittedResponse route("));
        String path = route.substring(0, route.indexOf("@Override"));
        Set<String> called = new LinkedHashSet<>();
        CALL.matcher(path).results().map(ArchitecturePageTest::call).forEach(called::add);
        called.removeAll(PROPERTIES);

        String section = page().split("<!-- the calls of AutoProvider, in order -->")[1];
        List<String> steps = STEP.matcher(section.split("\n\n")[0])
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(steps).containsExactlyInAnyOrderElementsOf(called);
        assertThat(inOrder(steps, "journey.enter", "attempts.run"))
                .as("up to the attempts, the order of the page is the order of the calls")
                .isEqualTo(walked(source));
    }

    @Test
    void everyTableOfTheStoreIsOnThePageAndNoOther() throws IOException {
        Set<String> tables = new TreeSet<>(Set.of("schema_migration"));
        Path migrations = Markdown.ROOT.resolve("host-kit/src/main/resources/dev/pointsman/hostkit/store");
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.toList()) {
                tables.addAll(found(Pattern.compile("CREATE TABLE ([a-z_]+)"), Files.readString(file)));
            }
        }
        String section = page().split("\n## Stores\n")[1].split("\n## ")[0];

        assertThat(found(TABLE, section)).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void aTableIsNamedByItsOwnersPackageAlone() {
        assertThat(owners("ledger_request")).containsExactly("router.money");
        assertThat(owners("virtual_key")).containsExactly("edge.keys");
        assertThat(owners("admin_audit")).containsExactly("edge.audit");
        assertThat(owners("sealed_secret")).containsExactly("hostkit.secrets");
    }

    /** The calls of {@code route}, with those of {@code answer} in the place where it is called. */
    private static List<String> walked(String source) {
        String route = body(source, "private CommittedResponse route(");
        String answer = body(source, "private CommittedResponse answer(");
        String whole = route.replaceFirst("= answer\\(", Matcher.quoteReplacement(answer));
        List<String> calls = CALL.matcher(whole)
                .results()
                .map(ArchitecturePageTest::call)
                .filter(call -> !PROPERTIES.contains(call))
                .distinct()
                .toList();
        return calls.subList(0, calls.indexOf("attempts.run") + 1);
    }

    private static String body(String source, String start) {
        String rest = source.substring(source.indexOf(start));
        return rest.substring(0, rest.indexOf("\n    }\n"));
    }

    private static List<String> inOrder(List<String> steps, String first, String last) {
        return steps.subList(steps.indexOf(first), steps.indexOf(last) + 1);
    }

    private static String call(MatchResult match) {
        return match.group(1) == null ? match.group(3) + "." + match.group(4) : match.group(1) + "." + match.group(2);
    }

    private static boolean exists(String type) {
        return NOT_OURS.contains(type) || sources().anyMatch(file -> file.endsWith(type + ".java"));
    }

    private static Set<String> owners(String table) {
        return sources()
                .filter(file -> Markdown.text(file).matches("(?s).*(FROM|INTO|UPDATE) " + table + "\\b.*"))
                .map(ArchitecturePageTest::packageOf)
                .collect(Collectors.toSet());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String page() {
        return Markdown.text(PAGE);
    }

    private static String packageOf(Path file) {
        String path = file.toString();
        return path.substring(path.indexOf(SOURCES) + SOURCES.length(), path.lastIndexOf('/'))
                .replace('/', '.');
    }

    private static Stream<Path> sources() {
        try (Stream<Path> files = Files.find(
                Markdown.ROOT,
                20,
                (file, attributes) -> file.toString().endsWith(".java")
                        && file.toString().contains(SOURCES)
                        && !file.endsWith("package-info.java"))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
