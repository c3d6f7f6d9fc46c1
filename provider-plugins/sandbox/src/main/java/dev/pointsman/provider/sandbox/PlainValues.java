package dev.pointsman.provider.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes values that fit a schema: the required members and no others, taken from the user's text where their name makes it
 * obvious, else something plain. Where nothing is required, members whose value is obvious are written.
 */
final class PlainValues {

    private static final int READ_CHARACTERS = 4_000;
    private static final int FALLBACK_CHARACTERS = 200;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>`)]+");
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w:/.])(?:[~.]{0,2}/)?[\\w-]+(?:/[\\w.-]+)+|(?<![\\w/])[\\w-]+\\.[A-Za-z]\\w{0,5}\\b");
    private static final Pattern PLACE =
            Pattern.compile("\\b(?:in|for|at|of)\\s+(\\p{Lu}[\\p{L}-]{1,40}(?:\\s\\p{Lu}[\\p{L}-]{1,40}){0,3})");
    private static final Pattern QUOTED = Pattern.compile("[\"“`]([^\"”`\\n]{1,500})[\"”`]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])-?\\d{1,15}(?:\\.\\d{1,6})?\\b");

    private final String text;
    private final String fallback;

    private PlainValues(String text, String fallback) {
        this.text = Characters.cut(text, READ_CHARACTERS);
        this.fallback = fallback;
    }

    /** For a tool's arguments: a text that nothing better was found for is the user's own. */
    static PlainValues from(String userText) {
        String fallback = Characters.cut(userText, FALLBACK_CHARACTERS);
        return new PlainValues(userText, fallback.isEmpty() ? "sandbox" : fallback);
    }

    /** For an answer in JSON: each text is the note. */
    static PlainValues saying(String note) {
        return new PlainValues("", note);
    }

    String json(Schema schema) {
        return Json.write(json -> write(json, schema, ""));
    }

    private void write(JsonGenerator json, Schema schema, String name) throws IOException {
        if (schema.fixed() != null) {
            json.writeRawValue(schema.fixed());
            return;
        }
        switch (schema.type()) {
            case "object" -> object(json, schema);
            case "array" -> array(json, schema, name);
            case "integer" -> json.writeNumber(number(schema).toBigInteger());
            case "number" -> json.writeNumber(number(schema));
            case "boolean" -> json.writeBoolean(false);
            case "null" -> json.writeNull();
            default -> json.writeString(fitted(obvious(name).orElse(fallback), schema));
        }
    }

    private void object(JsonGenerator json, Schema schema) throws IOException {
        List<String> members = schema.required();
        if (members.isEmpty()) {
            members = schema.properties().entrySet().stream()
                    .filter(member -> member.getValue().type().equals("string"))
                    .map(member -> member.getKey())
                    .filter(name -> obvious(name).isPresent())
                    .toList();
        }
        json.writeStartObject();
        for (String name : members) {
            json.writeFieldName(name);
            write(json, schema.properties().getOrDefault(name, Schema.anyString()), name);
        }
        json.writeEndObject();
    }

    private void array(JsonGenerator json, Schema schema, String name) throws IOException {
        Schema items = schema.items() == null ? Schema.anyString() : schema.items();
        json.writeStartArray();
        for (int i = 0; i < Math.max(1, schema.least()); i++) {
            write(json, items, name);
        }
        json.writeEndArray();
    }

    private BigDecimal number(Schema schema) {
        BigDecimal number = first(NUMBER, 0).map(BigDecimal::new).orElse(BigDecimal.ONE);
        if (schema.maximum() != null) {
            number = number.min(schema.maximum());
        }
        return schema.minimum() == null ? number : number.max(schema.minimum());
    }

    /** What a member of this name most likely wants, when the text has it. */
    private Optional<String> obvious(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "command", "cmd", "script", "shell_command" ->
                ShellCommand.mentionedIn(text).or(() -> Optional.of("echo sandbox"));
            case "url", "uri", "link", "href" -> first(LINK, 0);
            case "path", "file", "filename", "file_path", "filepath" -> first(PATH, 0);
            case "city", "location", "place", "country", "town" -> first(PLACE, 1);
            case "content", "query", "message", "text", "q", "pattern" -> first(QUOTED, 1);
            default -> Optional.empty();
        };
    }

    private Optional<String> first(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }

    private static String fitted(String value, Schema schema) {
        String cut = Characters.cut(value, schema.most());
        return cut.length() >= schema.least() ? cut : cut + "x".repeat(schema.least() - cut.length());
    }
}
