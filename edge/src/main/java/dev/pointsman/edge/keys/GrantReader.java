package dev.pointsman.edge.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a grant, member by member; what it does not know is an error, since a misspelt bound would bound nothing. */
final class GrantReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxDocumentLength(64 * 1024)
                    .build())
            .build();

    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}");
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern BOUND = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9*._:/@-]{0,127}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
    private static final int MOST_NAMES = 100;
    private static final int MOST_LABELS = 32;

    private final JsonParser json;
    private final Instant now;
    private final Map<String, Set<String>> bounds = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, Long> limits = new LinkedHashMap<>();
    private String name = "";
    private String workspace = Caller.DEFAULT_WORKSPACE;
    private @Nullable Instant expires;

    private GrantReader(JsonParser json, Instant now) {
        this.json = json;
        this.now = now;
    }

    /**
     * Reads a grant.
     *
     * @param now from which days count
     * @throws GrantException when it is JSON and no grant
     */
    static KeyGrant read(byte[] document, Instant now) throws IOException {
        try (JsonParser json = FACTORY.createParser(document)) {
            return new GrantReader(json, now).grant();
        }
    }

    private KeyGrant grant() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new GrantException("a key is described by one JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member(json.currentName(), json.nextToken());
        }
        if (json.nextToken() != null) {
            throw new GrantException("a key is described by one JSON object");
        }
        return new KeyGrant(
                name,
                workspace,
                new Bounds(bound("models"), bound("profiles"), bound("providers"), bound("regions"), bound("headers")),
                new CallerLimits(
                        limits.getOrDefault("requestsPerMinute", 0L).intValue(),
                        limits.getOrDefault("tokensPerMinute", 0L),
                        limits.getOrDefault("concurrent", 0L).intValue()),
                labels,
                expires);
    }

    private void member(String member, JsonToken value) throws IOException {
        switch (member) {
            case "name" -> name = text(member, value, NAME, "printable and at most 100 characters");
            case "workspace" -> workspace = text(member, value, WORKSPACE, "letters, digits, dots, dashes, at most 63");
            case "models", "profiles", "providers", "regions", "headers" -> bounds.put(member, names(member, value));
            case "limits" -> limits(value);
            case "labels" -> labels(value);
            case "expires" -> expires = instant(value);
            default ->
                throw new GrantException("there is no " + (NAME.matcher(member).matches() ? member : "such member")
                        + "; a key has name, workspace, models, profiles, providers, regions, headers, limits, labels,"
                        + " expires");
        }
    }

    private Set<String> bound(String member) {
        return bounds.getOrDefault(member, Set.of("*"));
    }

    private String text(String member, JsonToken value, Pattern grammar, String must) throws IOException {
        if (value != JsonToken.VALUE_STRING || !grammar.matcher(json.getText()).matches()) {
            throw new GrantException(member + " must be text: " + must);
        }
        return json.getText();
    }

    private Set<String> names(String member, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw new GrantException(member + " must be a list of names or patterns; [] allows nothing");
        }
        Set<String> names = new TreeSet<>();
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            String text = text(member, item, BOUND, "a name or a pattern with *");
            boolean folded = member.equals("regions") || member.equals("headers");
            names.add(folded ? text.toLowerCase(Locale.ROOT) : text);
            if (names.size() > MOST_NAMES) {
                throw new GrantException(member + " must have at most " + MOST_NAMES + " entries");
            }
        }
        return names;
    }

    private void limits(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw new GrantException("limits must be an object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            long most = switch (member) {
                case "requestsPerMinute", "concurrent" -> Integer.MAX_VALUE;
                case "tokensPerMinute" -> Long.MAX_VALUE / 2;
                default -> throw new GrantException("limits has requestsPerMinute, tokensPerMinute and concurrent");
            };
            if (json.nextToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || json.getLongValue() < 1
                    || json.getLongValue() > most) {
                throw new GrantException("limits." + member + " must be a whole number of at least 1");
            }
            limits.put(member, json.getLongValue());
        }
    }

    private void labels(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw new GrantException("labels must be an object of texts");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String label = json.currentName();
            if (!LABEL.matcher(label).matches() || labels.size() == MOST_LABELS) {
                throw new GrantException(
                        "labels must have plain names of at most 63 characters, and be at most " + MOST_LABELS);
            }
            labels.put(label, text("a label", json.nextToken(), NAME, "printable and at most 100 characters"));
        }
    }

    private Instant instant(JsonToken value) throws IOException {
        String text = value == JsonToken.VALUE_STRING ? json.getText() : "";
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return now.plus(Duration.ofDays(Long.parseLong(days.group(1))));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new GrantException("expires must be an instant such as 2027-01-31T00:00:00Z, or days such as 90d");
        }
    }
}
