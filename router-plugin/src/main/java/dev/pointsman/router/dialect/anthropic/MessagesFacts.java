package dev.pointsman.router.dialect.anthropic;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks one messages body. */
final class MessagesFacts {

    /** Claude Code's {@code metadata.user_id}: JSON with a {@code session_id}, or {@code user_…_session_<uuid>} before that. */
    private static final Pattern SESSION =
            Pattern.compile("\"session_id\":\\s*\"([\\w-]{8,64})\"|_session_([0-9a-f-]{36})$");

    private final FactsCollector facts;
    private boolean hasMessages;
    private String blockType = "";

    private MessagesFacts(boolean streaming) {
        this.facts = new FactsCollector(streaming);
    }

    static RequestFacts of(ModelRequest request) {
        MessagesFacts walk = new MessagesFacts(request.streaming());
        StrictJson.request(request, walk::member);
        if (!walk.hasMessages) {
            throw InvalidBody.because("messages is missing or is no array: it needs at least one message.");
        }
        return walk.facts.facts();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "messages" -> {
                hasMessages = value.currentToken() == JsonToken.START_ARRAY;
                StrictJson.elements(value, this::message);
            }
            case "system" -> system(value);
            case "tools" -> StrictJson.elements(value, facts::tool);
            case "max_tokens" -> facts.maxOutput(value);
            case "metadata" ->
                StrictJson.members(value, (key, text) -> {
                    if (key.equals("user_id")) {
                        user(StrictJson.text(text));
                    }
                });
            case "thinking" ->
                StrictJson.members(value, (key, type) -> {
                    if (key.equals("type") && !StrictJson.text(type).equals("disabled")) {
                        facts.need(Capability.REASONING);
                    }
                });
            case "output_config" ->
                StrictJson.members(value, (key, format) -> {
                    if (key.equals("format")) {
                        schema(format);
                    }
                });
            case "output_format" -> schema(value);
            // A text, or {id, skills}: only an id is state.
            case "container" -> {
                pinWhenText(value, Pins.CONTAINER_ID);
                StrictJson.members(value, (key, id) -> {
                    if (key.equals("id")) {
                        pinWhenText(id, Pins.CONTAINER_ID);
                    }
                });
            }
            default -> {}
        }
    }

    private void user(String id) {
        facts.user(id);
        Matcher session = SESSION.matcher(id);
        if (session.find()) {
            facts.session(session.group(1) != null ? session.group(1) : session.group(2));
        }
    }

    private void schema(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.START_OBJECT) {
            facts.need(Capability.SCHEMA).weigh(StrictJson.weight(value));
        }
    }

    private void system(JsonParser value) throws IOException {
        facts.beginMessage();
        facts.author(Author.SYSTEM);
        content(value);
        facts.endMessage();
    }

    private void message(JsonParser message) throws IOException {
        facts.beginMessage();
        StrictJson.members(message, (name, value) -> {
            switch (name) {
                case "role" -> facts.author(author(StrictJson.text(value)));
                case "content" -> content(value);
                default -> {}
            }
        });
        facts.endMessage();
    }

    private static Author author(String role) {
        return switch (role) {
            case "system" -> Author.SYSTEM;
            case "assistant" -> Author.MODEL;
            default -> Author.USER;
        };
    }

    private void content(JsonParser value) throws IOException {
        facts.messageText(value);
        StrictJson.elements(value, this::block);
    }

    private void block(JsonParser block) throws IOException {
        blockType = "";
        StrictJson.members(block, this::blockMember);
    }

    private void blockMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "type" -> {
                blockType = StrictJson.text(value);
                switch (blockType) {
                    case "image" -> facts.image();
                    case "document" -> facts.document();
                    default -> {}
                }
            }
            case "text" -> facts.messageText(value);
            case "thinking" -> facts.weigh(StrictJson.textLength(value));
            case "signature" -> pinWhenText(value, Pins.REASONING_SIGNATURE);
            // Of redacted_thinking. An image's data lies one level down, in its source.
            case "data" -> pinWhenText(value, Pins.REASONING_SIGNATURE);
            case "input" -> facts.weigh(StrictJson.weight(value));
            case "tool_use_id" -> facts.toolResult();
            case "content" -> result(value);
            case "source" -> StrictJson.members(value, this::sourceMember);
            case "file_id" -> pinWhenText(value, Pins.FILE_ID);
            case "encrypted_content" -> pinWhenText(value, Pins.ENCRYPTED_CONTENT);
            case "cache_control" -> StrictJson.members(value, this::cacheMember);
            default -> {}
        }
    }

    private void cacheMember(String name, JsonParser value) throws IOException {
        if (name.equals("ttl") && StrictJson.text(value).equals("1h")) {
            facts.hourLongCache();
        }
    }

    private void sourceMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "file_id" -> pinWhenText(value, Pins.FILE_ID);
            // A document given as plain text; base64 data is text too, but no model reads it as such.
            case "content" -> facts.weigh(StrictJson.weight(value));
            default -> {}
        }
    }

    /** A tool's result: a text, blocks, or what a server tool found. Its text is the tool's, not the user's. */
    private void result(JsonParser value) throws IOException {
        facts.weigh(StrictJson.textLength(value));
        StrictJson.elements(value, part -> StrictJson.members(part, this::resultMember));
        StrictJson.members(value, this::resultMember);
    }

    private void resultMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "type" -> {
                switch (StrictJson.text(value)) {
                    case "image" -> facts.image();
                    case "document" -> facts.document();
                    default -> {}
                }
            }
            case "text", "title", "url", "stdout", "stderr" -> facts.weigh(StrictJson.textLength(value));
            case "encrypted_content" -> pinWhenText(value, Pins.ENCRYPTED_CONTENT);
            case "source" -> StrictJson.members(value, this::sourceMember);
            default -> {}
        }
    }

    private void pinWhenText(JsonParser value, String pin) throws IOException {
        if (StrictJson.textLength(value) > 0) {
            facts.pin(pin);
        }
    }
}
