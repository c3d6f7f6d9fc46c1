package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.FailureRule;
import dev.pointsman.router.attempt.CommittedResponse;
import dev.pointsman.router.selection.DropReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/troubleshooting.md explains every code that a person can meet, and none that is gone. */
class TroubleshootingPageTest {

    private static final Path PAGE = Path.of("docs/troubleshooting.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern EVENT_ROW = Pattern.compile("^\\| \"([^|]+)\" \\|", Pattern.MULTILINE);

    private static final String CODE = "\"([a-z]+(?:_[a-z]+)*)\"";
    /** The code stands behind status and kind, or first where the kind is always the same. */
    private static final List<Pattern> EDGE_CODES = List.of(
            Pattern.compile("Kind\\.[A-Z_]+,\\s*" + CODE),
            Pattern.compile("Problem\\.invalid\\(\\s*" + CODE),
            Pattern.compile("(?:forbidden|broken)\\(\\s*" + CODE),
            Pattern.compile("taken\\.running\\(\\) \\? " + CODE + " : \"[a-z_]+\""),
            Pattern.compile("taken\\.running\\(\\) \\? \"[a-z_]+\" : " + CODE),
            Pattern.compile("409,\\s*" + CODE),
            Pattern.compile("refused\\(\\s*[0-9]+,\\s*" + CODE),
            Pattern.compile("String RATE_LIMIT = " + CODE));

    private static final Pattern CONTROL_CODE = Pattern.compile("new ControlException\\(\\s*[0-9]+,\\s*" + CODE);
    private static final Pattern EVENT = Pattern.compile(
            "LOG\\s*\\.at(?:Warn|Error)\\(\\)(?:(?!\\.log\\()[\\s\\S])*\\.log\\(\\s*(?:success \\? \"[^\"]*\" : )?\"([^\"]+)\"");
    private static final Pattern PLAIN_EVENT = Pattern.compile("LOG\\.(?:warn|error)\\(\\s*\"([^\"{]{8,})");

    @Test
    void everyErrorCodeOfTheDoorsIsExplained() {
        Set<String> codes = new TreeSet<>();
        EDGE_CODES.forEach(pattern -> codes.addAll(found(pattern, "edge/src/main")));

        assertThat(codes).contains("no_eligible_candidate", "idempotency_key_reused", "rate_limit_exceeded");
        assertThat(rows("What an error says")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyErrorCodeOfTheAdminPortIsExplained() {
        Set<String> codes = found(CONTROL_CODE, "router-plugin/src/main");
        codes.addAll(found(CONTROL_CODE, "edge/src/main"));

        assertThat(codes).contains("invalid_policy", "no_such_decision");
        assertThat(rows("What the admin port says")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyReasonForDroppingACandidateIsExplained() {
        Set<String> codes =
                Arrays.stream(DropReason.values()).map(DropReason::code).collect(Collectors.toSet());

        assertThat(rows("Why a candidate was dropped")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyOutcomeIsExplained() {
        Set<String> codes =
                Arrays.stream(FailureRule.values()).map(FailureRule::code).collect(Collectors.toSet());
        codes.add(CommittedResponse.OK);
        codes.add(CommittedResponse.HEDGE_LOST);

        assertThat(rows("How an attempt or a request ended")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyWarningAndErrorOfTheLogIsExplained() {
        Set<String> events = new TreeSet<>();
        for (String sources : List.of("edge", "host-kit", "reference-host", "dropin", "router-plugin")) {
            events.addAll(found(EVENT, sources + "/src/main"));
            events.addAll(found(PLAIN_EVENT, sources + "/src/main"));
        }

        assertThat(events).hasSizeGreaterThan(40);
        assertThat(EVENT_ROW.matcher(section("What the log says")).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(String::strip).collect(Collectors.toSet()));
    }

    private static List<String> rows(String heading) {
        return ROW.matcher(section(heading)).results().map(row -> row.group(1)).toList();
    }

    private static String section(String heading) {
        return Markdown.text(PAGE).split("\n## " + heading + "\n", 2)[1].split("\n## ")[0];
    }

    private static Set<String> found(Pattern pattern, String folder) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Markdown.ROOT.resolve(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
