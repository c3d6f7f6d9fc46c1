package dev.pointsman.router.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a workspace's prompts and answers are kept, {@code capture} of a workspace.
 *
 * @param folder its name in the folder {@code captured}, where the host keeps its data
 * @param redact what is cut out before anything is written
 * @param keep for how long, in whole days
 * @param megabytesPerDay what comes after them on a day is not kept
 */
public record CaptureConfig(String folder, Set<Redaction> redact, Duration keep, int megabytesPerDay) {

    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int DEFAULT_MEGABYTES = 100;

    public CaptureConfig {
        redact = Set.copyOf(redact);
    }

    /** Null where nothing is written; every member is wanted that says what becomes of people's words. */
    static @Nullable CaptureConfig read(ConfigReader workspace) {
        if (!workspace.has("capture")) {
            // Asked for nevertheless, so that the schema knows it.
            workspace.section("capture");
            return null;
        }
        ConfigReader section = workspace.section("capture");
        String folder = section.needed("folder", "write the name of a folder, for example research");
        if (folder != null && !FOLDER.matcher(folder).matches()) {
            section.problem("folder", "is no plain name", "use lower case letters, digits, _ and -");
        }
        Duration keep = section.duration("keep", Duration.ofDays(7));
        if (keep.compareTo(Duration.ofDays(1)) < 0 || keep.compareTo(LONGEST) > 0) {
            section.problem("keep", "is not between 1d and 365d", "write for example keep: 7d");
        }
        CaptureConfig config = new CaptureConfig(
                folder == null ? "" : folder,
                redactions(section),
                keep,
                section.count("megabytesPerDay", DEFAULT_MEGABYTES, 1));
        section.noOtherKeys();
        return config;
    }

    /** Everything unless written otherwise. */
    private static Set<Redaction> redactions(ConfigReader section) {
        if (!section.has("redact")) {
            section.texts("redact");
            return EnumSet.allOf(Redaction.class);
        }
        Set<Redaction> redactions = EnumSet.noneOf(Redaction.class);
        List<String> names = Stream.of(Redaction.values())
                .map(redaction -> redaction.name().toLowerCase(Locale.ROOT))
                .toList();
        for (String name : section.texts("redact")) {
            if (names.contains(name)) {
                redactions.add(Redaction.valueOf(name.toUpperCase(Locale.ROOT)));
            } else {
                section.problem(
                        "redact",
                        "nothing is called \"" + name + "\"",
                        "there are " + names.stream().collect(Collectors.joining(", ")));
            }
        }
        return redactions;
    }
}
