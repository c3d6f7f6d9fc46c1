package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.FactsCollector;
import dev.pointsman.router.dialect.FactsCollector.Author;
import dev.pointsman.router.dialect.InvalidBody;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;

/** Walks one generateContent body. The API takes names in both spellings, {@code inlineData} and {@code inline_data}. */
final class GeminiFacts {

    /** What a client sends instead of a signature that it does not have; no state. */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    private final FactsCollector facts;
    private boolean hasContents;

    private GeminiFacts(boolean streaming) {
        this.facts = new FactsCollector(streaming);
    }

    static RequestFacts of(ModelRequest request) {
        GeminiFacts walk = new GeminiFacts(request.streaming());
        StrictJson.request(request, walk::member);
        if (!walk.hasContents) {
            throw InvalidBody.because("contents is missing: it is the list of what was said, at least one item.");
        }
        return walk.facts.facts();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "contents" -> {
                hasContents = value.currentToken().isStructStart();
                StrictJson.elements(value, content -> content(content, Author.USER));
                // One content alone is taken too.
                content(value, Author.USER);
            }
            case "systemInstruction", "system_instruction" -> content(value, Author.SYSTEM);
            case "tools" -> StrictJson.elements(value, tool -> StrictJson.members(tool, this::toolMember));
            case "generationConfig", "generation_config" -> StrictJson.members(value, this::configMember);
            case "cachedContent", "cached_content" -> facts.pinWhenText(value, Pins.STORED_PROMPT);
            default -> {}
        }
    }

    private void toolMember(String name, JsonParser value) throws IOException {
        if (name.equals("functionDeclarations") || name.equals("function_declarations")) {
            StrictJson.elements(value, facts::tool);
        } else {
            facts.tool(value);
        }
    }

    private void configMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "maxOutputTokens", "max_output_tokens" -> facts.maxOutput(value);
            case "responseSchema", "response_schema", "responseJsonSchema", "response_json_schema" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    facts.need(Capability.SCHEMA).weigh(StrictJson.weight(value));
                }
            }
            case "thinkingConfig", "thinking_config" -> StrictJson.members(value, this::thinkingMember);
            default -> {}
        }
    }

    /** A budget of 0 switches thinking off, -1 leaves it to the model. */
    private void thinkingMember(String name, JsonParser value) throws IOException {
        boolean asked = switch (name) {
            case "thinkingBudget", "thinking_budget" -> value.getValueAsLong() != 0;
            case "thinkingLevel", "thinking_level" -> StrictJson.textLength(value) > 0;
            case "includeThoughts", "include_thoughts" -> value.currentToken() == JsonToken.VALUE_TRUE;
            default -> false;
        };
        if (asked) {
            facts.need(Capability.REASONING);
        }
    }

    private void content(JsonParser content, Author unnamed) throws IOException {
        if (content.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        facts.beginMessage();
        facts.author(unnamed);
        StrictJson.members(content, (name, value) -> {
            switch (name) {
                case "role" -> {
                    // Some clients give the system instruction the role of a user.
                    if (unnamed != Author.SYSTEM && StrictJson.text(value).equals("model")) {
                        facts.author(Author.MODEL);
                    }
                }
                case "parts" -> {
                    StrictJson.elements(value, part -> StrictJson.members(part, this::partMember));
                    StrictJson.members(value, this::partMember);
                }
                default -> {}
            }
        });
        facts.endMessage();
    }

    private void partMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "text" -> facts.messageText(value);
            case "inlineData", "inline_data" -> StrictJson.members(value, this::mediumMember);
            case "fileData", "file_data" -> StrictJson.members(value, this::fileMember);
            case "functionCall", "function_call", "executableCode", "executable_code", "toolCall" ->
                facts.weigh(StrictJson.weight(value));
            case "functionResponse", "function_response" -> {
                facts.toolResult();
                StrictJson.members(value, this::resultMember);
            }
            case "thoughtSignature", "thought_signature" -> {
                if (!StrictJson.text(value).equals(NO_SIGNATURE)) {
                    facts.pinWhenText(value, Pins.THOUGHT_SIGNATURE);
                }
            }
            default -> {}
        }
    }

    /** A result's own parts hold the media that a tool made. */
    private void resultMember(String name, JsonParser value) throws IOException {
        if (!name.equals("parts")) {
            facts.weigh(StrictJson.weight(value));
            return;
        }
        StrictJson.elements(
                value,
                part -> StrictJson.members(part, (kind, inner) -> {
                    if (!kind.equals("text")) {
                        partMember(kind, inner);
                    }
                }));
    }

    private void mediumMember(String name, JsonParser value) throws IOException {
        if (name.equals("mimeType") || name.equals("mime_type")) {
            facts.medium(StrictJson.text(value));
        }
    }

    /** A file in the account is state; a public address is none. */
    private void fileMember(String name, JsonParser value) throws IOException {
        mediumMember(name, value);
        String uri = name.equals("fileUri") || name.equals("file_uri") ? StrictJson.text(value) : "";
        if (uri.contains("generativelanguage.") || uri.startsWith("files/") || uri.startsWith("gs://")) {
            facts.pin(Pins.FILE_ID);
        }
    }
}
