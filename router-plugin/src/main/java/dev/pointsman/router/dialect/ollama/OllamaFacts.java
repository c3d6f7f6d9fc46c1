package dev.pointsman.router.dialect.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.FactsCollector;
import dev.pointsman.router.dialect.FactsCollector.Author;
import dev.pointsman.router.dialect.InvalidBody;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;

/** Walks one chat or generate body. */
final class OllamaFacts {

    private final FactsCollector facts;
    private boolean hasMessages;

    private OllamaFacts(boolean streaming) {
        this.facts = new FactsCollector(streaming);
    }

    static RequestFacts of(ModelRequest request) {
        OllamaFacts walk = new OllamaFacts(request.streaming());
        StrictJson.request(request, walk::member);
        // A generate without a prompt loads the model, so only a chat must have something said.
        if (request.dialect().equals(Dialect.OLLAMA_CHAT) && !walk.hasMessages) {
            throw InvalidBody.because("messages is missing or is no array: a chat needs at least one message.");
        }
        return walk.facts.facts();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "messages" -> {
                hasMessages = value.currentToken() == JsonToken.START_ARRAY;
                StrictJson.elements(value, this::message);
            }
            case "prompt" -> said(value, Author.USER);
            case "system" -> said(value, Author.SYSTEM);
            case "suffix" -> facts.weigh(StrictJson.textLength(value));
            case "images" -> StrictJson.elements(value, image -> facts.image());
            case "context" -> StrictJson.elements(value, token -> facts.pin(Pins.CONTEXT_TOKENS));
            case "tools" -> StrictJson.elements(value, facts::tool);
            case "format" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    facts.need(Capability.SCHEMA).weigh(StrictJson.weight(value));
                }
            }
            // A boolean, or a level for models that have levels.
            case "think" -> {
                if (value.currentToken() == JsonToken.VALUE_TRUE || StrictJson.textLength(value) > 0) {
                    facts.need(Capability.REASONING);
                }
            }
            case "options" ->
                StrictJson.members(value, (key, number) -> {
                    if (key.equals("num_predict") && number.getValueAsLong() > 0) {
                        facts.maxOutput(number);
                    }
                });
            default -> {}
        }
    }

    private void said(JsonParser value, Author author) throws IOException {
        if (StrictJson.textLength(value) > 0) {
            facts.beginMessage();
            facts.author(author);
            facts.messageText(value);
            facts.endMessage();
        }
    }

    private void message(JsonParser message) throws IOException {
        facts.beginMessage();
        StrictJson.members(message, (name, value) -> {
            switch (name) {
                case "role" -> facts.author(author(StrictJson.text(value)));
                case "content" -> facts.messageText(value);
                case "thinking" -> facts.weigh(StrictJson.textLength(value));
                case "images" -> StrictJson.elements(value, image -> facts.image());
                case "tool_calls" -> StrictJson.elements(value, call -> facts.weigh(StrictJson.weight(call)));
                default -> {}
            }
        });
        facts.endMessage();
    }

    private static Author author(String role) {
        return switch (role) {
            case "system" -> Author.SYSTEM;
            case "assistant" -> Author.MODEL;
            case "tool" -> Author.TOOL;
            default -> Author.USER;
        };
    }
}
