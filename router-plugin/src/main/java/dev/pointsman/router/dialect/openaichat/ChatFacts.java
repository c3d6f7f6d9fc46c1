package dev.pointsman.router.dialect.openaichat;

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

/** Walks one chat body. */
final class ChatFacts {

    private final FactsCollector facts;
    private boolean hasMessages;
    private boolean hasToolCalls;
    private boolean hasReasoning;

    private ChatFacts(boolean streaming) {
        this.facts = new FactsCollector(streaming);
    }

    static RequestFacts of(ModelRequest request) {
        ChatFacts walk = new ChatFacts(request.streaming());
        StrictJson.request(request, walk::member);
        if (!walk.hasMessages) {
            throw InvalidBody.because(
                    "messages is missing or is no array: a chat completion needs at least one message.");
        }
        return walk.facts.facts();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "messages" -> {
                hasMessages = value.currentToken() == JsonToken.START_ARRAY;
                StrictJson.elements(value, this::message);
            }
            case "tools", "functions" -> StrictJson.elements(value, facts::tool);
            case "max_tokens", "max_completion_tokens" -> facts.maxOutput(value);
            case "user", "safety_identifier" -> facts.user(StrictJson.text(value));
            case "metadata" ->
                StrictJson.members(value, (key, text) -> {
                    if (key.equals("user_id")) {
                        facts.user(StrictJson.text(text));
                    }
                });
            case "response_format" -> responseFormat(value);
            case "reasoning_effort" -> reasoning(StrictJson.text(value));
            case "reasoning", "thinking" -> StrictJson.members(value, this::reasoningMember);
            case "modalities" ->
                StrictJson.elements(value, modality -> {
                    if (StrictJson.text(modality).equals("audio")) {
                        facts.need(Capability.AUDIO);
                    }
                });
            default -> {}
        }
    }

    private void responseFormat(JsonParser value) throws IOException {
        StrictJson.members(value, (name, member) -> {
            if (name.equals("json_schema")) {
                facts.need(Capability.SCHEMA).weigh(StrictJson.weight(member));
            }
        });
    }

    /** OpenRouter's {@code reasoning: {effort, max_tokens, enabled}} and the {@code thinking: {type}} of DeepSeek and Z.ai. */
    private void reasoningMember(String name, JsonParser value) throws IOException {
        boolean asked = switch (name) {
            case "enabled" -> value.currentToken() == JsonToken.VALUE_TRUE;
            case "max_tokens" -> value.getValueAsLong() > 0;
            case "effort" ->
                !StrictJson.text(value).isEmpty() && !StrictJson.text(value).equals("none");
            case "type" ->
                !StrictJson.text(value).isEmpty() && !StrictJson.text(value).equals("disabled");
            default -> false;
        };
        if (asked) {
            facts.need(Capability.REASONING);
        }
    }

    private void reasoning(String effort) {
        if (!effort.isEmpty() && !effort.equals("none")) {
            facts.need(Capability.REASONING);
        }
    }

    private void message(JsonParser message) throws IOException {
        facts.beginMessage();
        hasToolCalls = false;
        hasReasoning = false;
        StrictJson.members(message, this::messageMember);
        if (hasReasoning) {
            facts.pin(hasToolCalls ? Pins.REASONING_CONTENT : Pins.PLAIN_REASONING);
        }
        facts.endMessage();
    }

    private void messageMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "role" -> facts.author(author(StrictJson.text(value)));
            case "content" -> content(value);
            case "refusal" -> facts.messageText(value);
            case "tool_calls" -> StrictJson.elements(value, this::toolCall);
            case "function_call" -> facts.weigh(StrictJson.weight(value));
            case "reasoning_content", "reasoning" -> {
                hasReasoning |= StrictJson.textLength(value) > 0;
                facts.weigh(StrictJson.textLength(value));
            }
            case "reasoning_details" -> StrictJson.elements(value, detail -> StrictJson.members(detail, this::signed));
            case "extra_content" -> extraContent(value);
            case "audio" -> StrictJson.members(value, (key, id) -> pinWhenText(key.equals("id"), id, Pins.AUDIO_ID));
            default -> {}
        }
    }

    private static Author author(String role) {
        return switch (role) {
            case "system", "developer" -> Author.SYSTEM;
            case "assistant" -> Author.MODEL;
            case "tool", "function" -> Author.TOOL;
            default -> Author.USER;
        };
    }

    private void content(JsonParser value) throws IOException {
        facts.messageText(value);
        StrictJson.elements(value, part -> StrictJson.members(part, this::partMember));
    }

    /** Each kind of part has a member of its own, so its {@code type} need not be read. */
    private void partMember(String name, JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            // Some clients write the members of every kind, null where another kind's.
            return;
        }
        switch (name) {
            case "text", "refusal" -> facts.messageText(value);
            case "thinking" -> {
                hasReasoning = true;
                facts.weigh(StrictJson.weight(value));
            }
            case "image_url" -> facts.image();
            case "input_audio" -> facts.audio();
            case "video_url" -> facts.video();
            case "file" -> {
                facts.document();
                StrictJson.members(value, (key, id) -> pinWhenText(key.equals("file_id"), id, Pins.FILE_ID));
            }
            case "document_url" -> facts.document();
            default -> {}
        }
    }

    private void toolCall(JsonParser call) throws IOException {
        hasToolCalls = true;
        StrictJson.members(call, (name, value) -> {
            switch (name) {
                case "function", "custom" -> facts.weigh(StrictJson.weight(value));
                case "extra_content" -> extraContent(value);
                default -> {}
            }
        });
    }

    /** Gemini's OpenAI-compatible endpoint: {@code extra_content.google.thought_signature}. */
    private void extraContent(JsonParser value) throws IOException {
        StrictJson.members(
                value,
                (vendor, inner) -> StrictJson.members(
                        inner,
                        (name, signature) ->
                                pinWhenText(name.equals("thought_signature"), signature, Pins.THOUGHT_SIGNATURE)));
    }

    /** OpenRouter's and Snowflake's reasoning details: {@code signature}, or {@code data} of an encrypted one. */
    private void signed(String name, JsonParser value) throws IOException {
        switch (name) {
            case "signature", "data" -> pinWhenText(true, value, Pins.REASONING_SIGNATURE);
            case "text", "summary" -> facts.weigh(StrictJson.textLength(value));
            default -> {}
        }
    }

    private void pinWhenText(boolean named, JsonParser value, String pin) throws IOException {
        if (named && StrictJson.textLength(value) > 0) {
            facts.pin(pin);
        }
    }
}
