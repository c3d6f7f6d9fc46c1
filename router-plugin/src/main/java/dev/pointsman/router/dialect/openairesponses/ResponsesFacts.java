package dev.pointsman.router.dialect.openairesponses;

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

/** Walks one Responses body. */
final class ResponsesFacts {

    private final FactsCollector facts;
    private boolean hasInput;
    private String itemType = "";
    private boolean encrypted;
    private boolean hasId;

    private ResponsesFacts(boolean streaming) {
        this.facts = new FactsCollector(streaming);
    }

    static RequestFacts of(ModelRequest request) {
        ResponsesFacts walk = new ResponsesFacts(request.streaming());
        StrictJson.request(request, walk::member);
        if (!walk.hasInput) {
            throw InvalidBody.because("input is missing: a response needs a text, a list of items or a stored prompt.");
        }
        return walk.facts.facts();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "input" -> input(value);
            case "instructions" -> {
                facts.beginMessage();
                facts.author(Author.SYSTEM);
                facts.messageText(value);
                facts.endMessage();
            }
            case "tools" -> StrictJson.elements(value, tool -> facts.tool(tool, this::toolMember));
            case "max_output_tokens" -> facts.maxOutput(value);
            case "user", "safety_identifier" -> facts.user(StrictJson.text(value));
            case "metadata", "client_metadata" -> StrictJson.members(value, this::metadata);
            case "text" -> StrictJson.members(value, this::textMember);
            case "reasoning" -> StrictJson.members(value, this::reasoningMember);
            case "previous_response_id" -> facts.pinWhenText(value, Pins.PREVIOUS_RESPONSE_ID);
            case "conversation" -> {
                facts.pinWhenText(value, Pins.PREVIOUS_RESPONSE_ID);
                StrictJson.members(value, (key, id) -> facts.pinWhenText(id, Pins.PREVIOUS_RESPONSE_ID));
            }
            case "prompt" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    hasInput = true;
                    facts.pin(Pins.STORED_PROMPT).weigh(StrictJson.weight(value));
                }
            }
            default -> {}
        }
    }

    private void metadata(String name, JsonParser value) throws IOException {
        switch (name) {
            case "user_id" -> facts.user(StrictJson.text(value));
            // Codex names its session here.
            case "session_id" -> facts.session(StrictJson.text(value));
            default -> {}
        }
    }

    /** A sandbox that a former answer opened, or files in the account. */
    private void toolMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "container" -> facts.pinWhenText(value, Pins.CONTAINER_ID);
            case "vector_store_ids" -> StrictJson.elements(value, id -> facts.pinWhenText(id, Pins.FILE_ID));
            default -> {}
        }
    }

    private void textMember(String name, JsonParser value) throws IOException {
        if (!name.equals("format")) {
            return;
        }
        StrictJson.members(value, (key, schema) -> {
            if (key.equals("schema")) {
                facts.need(Capability.SCHEMA).weigh(StrictJson.weight(schema));
            }
        });
    }

    private void reasoningMember(String name, JsonParser value) throws IOException {
        String effort = name.equals("effort") ? StrictJson.text(value) : "";
        if (!effort.isEmpty() && !effort.equals("none")) {
            facts.need(Capability.REASONING);
        }
    }

    private void input(JsonParser value) throws IOException {
        JsonToken token = value.currentToken();
        hasInput |= token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY;
        if (token == JsonToken.VALUE_STRING) {
            facts.beginMessage();
            facts.messageText(value);
            facts.endMessage();
        }
        StrictJson.elements(value, this::item);
    }

    private void item(JsonParser item) throws IOException {
        facts.beginMessage();
        itemType = "";
        encrypted = false;
        hasId = false;
        StrictJson.members(item, this::itemMember);
        if (itemType.equals("reasoning") && (encrypted || hasId)) {
            // A vendor that keeps its answers looks for one by its id alone.
            facts.pin(Pins.REASONING_SIGNATURE);
        } else if (encrypted) {
            facts.pin(Pins.ENCRYPTED_CONTENT);
        }
        facts.endMessage();
    }

    /** Each kind of item has members of its own; only whose turn it is must be told by its type or role. */
    private void itemMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "type" -> type(StrictJson.text(value));
            case "role" -> facts.author(author(StrictJson.text(value)));
            case "content" -> parts(value);
            case "arguments", "input", "code", "action" -> facts.weigh(StrictJson.weight(value));
            case "output" -> output(value);
            case "summary" -> StrictJson.elements(value, part -> facts.weigh(StrictJson.weight(part)));
            case "id" -> hasId |= StrictJson.textLength(value) > 0;
            case "encrypted_content" -> encrypted |= StrictJson.textLength(value) > 0;
            case "container_id" -> facts.pinWhenText(value, Pins.CONTAINER_ID);
            default -> {}
        }
    }

    private void type(String type) {
        itemType = type;
        switch (type) {
            case "", "message" -> {}
            case "reasoning" -> facts.author(Author.ASIDE);
            case "item_reference" -> {
                facts.author(Author.ASIDE);
                facts.pin(Pins.PREVIOUS_RESPONSE_ID);
            }
            default -> facts.author(type.endsWith("_output") ? Author.TOOL : Author.MODEL);
        }
    }

    private static Author author(String role) {
        return switch (role) {
            case "system", "developer" -> Author.SYSTEM;
            case "assistant" -> Author.MODEL;
            default -> Author.USER;
        };
    }

    private void parts(JsonParser value) throws IOException {
        facts.messageText(value);
        StrictJson.elements(value, part -> StrictJson.members(part, this::partMember));
    }

    private void partMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "type" -> {
                switch (StrictJson.text(value)) {
                    case "input_image" -> facts.image();
                    case "input_file" -> facts.document();
                    case "input_audio" -> facts.audio();
                    default -> {}
                }
            }
            case "text", "refusal" -> facts.messageText(value);
            case "file_id" -> facts.pinWhenText(value, Pins.FILE_ID);
            default -> {}
        }
    }

    /** A tool's output: a text or parts, whose text is the tool's, not the user's. */
    private void output(JsonParser value) throws IOException {
        facts.weigh(StrictJson.textLength(value));
        StrictJson.elements(
                value,
                part -> StrictJson.members(part, (name, member) -> {
                    if (name.equals("text")) {
                        facts.weigh(StrictJson.textLength(member));
                    } else {
                        partMember(name, member);
                    }
                }));
    }
}
