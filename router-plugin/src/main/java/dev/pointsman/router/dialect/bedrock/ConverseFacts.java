package dev.pointsman.router.dialect.bedrock;

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

/** Walks one Converse body. */
final class ConverseFacts {

    private final FactsCollector facts;
    private boolean hasMessages;

    private ConverseFacts(boolean streaming) {
        this.facts = new FactsCollector(streaming);
    }

    static RequestFacts of(ModelRequest request) {
        ConverseFacts walk = new ConverseFacts(request.streaming());
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
            case "system" -> {
                facts.beginMessage();
                facts.author(Author.SYSTEM);
                content(value);
                facts.endMessage();
            }
            case "toolConfig" ->
                StrictJson.members(value, (key, tools) -> {
                    if (key.equals("tools")) {
                        StrictJson.elements(tools, facts::tool);
                    }
                });
            case "inferenceConfig" ->
                StrictJson.members(value, (key, number) -> {
                    if (key.equals("maxTokens")) {
                        facts.maxOutput(number);
                    }
                });
            case "additionalModelRequestFields" ->
                StrictJson.members(value, (key, asked) -> {
                    if (key.equals("thinking") || key.equals("reasoning_config")) {
                        StrictJson.members(asked, this::thinkingMember);
                    }
                });
            case "outputConfig" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    facts.need(Capability.SCHEMA).weigh(StrictJson.weight(value));
                }
            }
            case "requestMetadata" ->
                StrictJson.members(value, (key, text) -> {
                    if (key.equals("user_id")) {
                        facts.user(StrictJson.text(text));
                    }
                });
            default -> {}
        }
    }

    private void thinkingMember(String name, JsonParser value) throws IOException {
        if (name.equals("type") && !StrictJson.text(value).equals("disabled")) {
            facts.need(Capability.REASONING);
        }
    }

    private void message(JsonParser message) throws IOException {
        facts.beginMessage();
        StrictJson.members(message, (name, value) -> {
            switch (name) {
                case "role" -> facts.author(StrictJson.text(value).equals("assistant") ? Author.MODEL : Author.USER);
                case "content" -> content(value);
                default -> {}
            }
        });
        facts.endMessage();
    }

    private void content(JsonParser value) throws IOException {
        StrictJson.elements(value, block -> StrictJson.members(block, this::blockMember));
    }

    private void blockMember(String name, JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "text" -> facts.messageText(value);
            // A text that the guardrail looks at.
            case "guardContent" ->
                StrictJson.members(value, (kind, guarded) -> StrictJson.members(guarded, this::guardedMember));
            case "image" -> facts.image();
            case "document" -> facts.document();
            case "video" -> facts.video();
            case "audio" -> facts.audio();
            case "toolUse" -> facts.weigh(StrictJson.weight(value));
            case "toolResult" -> {
                facts.toolResult();
                StrictJson.members(value, this::resultMember);
            }
            case "reasoningContent" -> StrictJson.members(value, this::reasoningMember);
            default -> {}
        }
    }

    private void guardedMember(String name, JsonParser value) throws IOException {
        if (name.equals("text")) {
            facts.messageText(value);
        }
    }

    /** Its text is the tool's, not the user's. */
    private void resultMember(String name, JsonParser value) throws IOException {
        if (!name.equals("content")) {
            return;
        }
        StrictJson.elements(
                value,
                part -> StrictJson.members(part, (kind, inner) -> {
                    switch (kind) {
                        case "text", "json" -> facts.weigh(StrictJson.weight(inner));
                        default -> blockMember(kind, inner);
                    }
                }));
    }

    private void reasoningMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "reasoningText" ->
                StrictJson.members(value, (key, text) -> {
                    switch (key) {
                        case "text" -> facts.weigh(StrictJson.textLength(text));
                        case "signature" -> facts.pinWhenText(text, Pins.REASONING_SIGNATURE);
                        default -> {}
                    }
                });
            case "redactedContent" -> facts.pinWhenText(value, Pins.REASONING_SIGNATURE);
            default -> {}
        }
    }
}
