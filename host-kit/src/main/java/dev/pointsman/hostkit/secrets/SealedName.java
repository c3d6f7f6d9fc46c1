package dev.pointsman.hostkit.secrets;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a sealed secret lies: {@code ${sealed:workspace/provider/id}}, or {@code ${sealed:provider/id}} for the platform's.
 *
 * @param workspace whose it is; empty for the platform's
 * @param provider the {@code providers:} entry it is for
 * @param id the credential's
 */
public record SealedName(String workspace, String provider, String id) {

    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{sealed:\\s*(?:(" + PART + ")/)?(" + PART + ")/(" + PART + ")\\s*}");

    /** @throws IllegalArgumentException when a part is no name; the message says which and what a name is */
    public SealedName {
        if (!workspace.isEmpty()) {
            check("workspace", workspace);
        }
        check("provider", provider);
        check("id", id);
    }

    /** The name that a reference stands for; empty when it is none of a sealed secret. */
    public static Optional<SealedName> of(String reference) {
        Matcher matcher = REFERENCE.matcher(reference.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String workspace = matcher.group(1);
        return Optional.of(new SealedName(workspace == null ? "" : workspace, matcher.group(2), matcher.group(3)));
    }

    /**
     * As people write it: {@code workspace/provider/id}, or {@code provider/id} for the platform's.
     *
     * @throws IllegalArgumentException when it is none; the message says what it is
     */
    public static SealedName parse(String path) {
        return of("${sealed:" + path + "}")
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "\"" + path
                                        + "\" is no name of a sealed secret; write WORKSPACE/PROVIDER/ID, or PROVIDER/ID for the platform's"));
    }

    public String path() {
        return (workspace.isEmpty() ? "" : workspace + "/") + provider + "/" + id;
    }

    public String reference() {
        return "${sealed:" + path() + "}";
    }

    private static void check(String part, String name) {
        if (!name.matches(PART)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name for a " + part + "; use letters, digits, dot, dash");
        }
    }

    @Override
    public String toString() {
        return reference();
    }
}
