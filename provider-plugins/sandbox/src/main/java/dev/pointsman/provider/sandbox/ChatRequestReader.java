package dev.pointsman.provider.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAI chat request in one pass; members the sandbox does not look at are skipped. */
final class ChatRequestReader {

    private final JsonParser json;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<OfferedTool> tools = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private ToolChoice toolChoice = new ToolChoice.Auto();
    private boolean parallelTools = true;
    private @Nullable Integer maxTokens;
    private boolean includeUsage;
    private @Nullable Schema answerSchema;
    private int images;
    private long characters;

    private ChatRequestReader(JsonParser json) {
        this.json = json;
    }

    /** @throws dev.pointsman.api.failure.ProviderException with an invalid request's reason */
    static ChatRequest read(Payload body) {
        try (JsonParser json = Json.FACTORY.createParser(body.array())) {
            return new ChatRequestReader(json).request();
        } catch (IOException e) {
            // The parser's own message quotes the body, so it goes nowhere.
            throw Failures.invalidRequest("The body is not JSON that a chat request can be read from.");
        }
    }

    private ChatRequest request() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Failures.invalidRequest("The body is not a JSON object.");
        }
        members(this::member);
        if (json.nextToken() != null) {
            throw Failures.invalidRequest("The body has something behind its JSON object.");
        }
        if (messages.isEmpty()) {
            throw Failures.invalidRequest("messages must have at least one message.");
        }
        if (maxTokens != null && maxTokens < 1) {
            throw Failures.invalidRequest("max_tokens must be at least 1.");
        }
        return new ChatRequest(
                messages,
                tools,
                toolChoice,
                parallelTools,
                maxTokens,
                stops,
                includeUsage,
                answerSchema,
                images,
                characters);
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "messages" -> elements(this::message);
            case "tools" -> tools();
            case "tool_choice" -> toolChoice = toolChoice();
            case "parallel_tool_calls" -> parallelTools = json.currentToken() != JsonToken.VALUE_FALSE;
            case "max_tokens", "max_completion_tokens" -> maxTokens = smaller(maxTokens, wholeNumber());
            case "stop" -> stop();
            case "stream_options" -> members(this::streamOption);
            case "response_format" -> responseFormat();
            case "n" -> onlyOne(wholeNumber());
            default -> json.skipChildren();
        }
    }

    private void message() throws IOException {
        StringBuilder text = new StringBuilder();
        String[] role = {""};
        members(name -> {
            switch (name) {
                case "role" -> role[0] = string();
                case "content" -> content(text);
                case "tool_calls" -> elements(() -> members(this::earlierCall));
                default -> json.skipChildren();
            }
        });
        characters += text.length();
        messages.add(new ChatMessage(role[0], text.toString()));
    }

    /** A string, or parts of which some are text. */
    private void content(StringBuilder text) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            text.append(json.getText());
            return;
        }
        elements(() -> members(name -> {
            switch (name) {
                case "text" -> text.append(string());
                case "type" -> images += string().equals("image_url") ? 1 : 0;
                default -> json.skipChildren();
            }
        }));
    }

    private void earlierCall(String name) throws IOException {
        if (!name.equals("function")) {
            json.skipChildren();
            return;
        }
        members(inner -> {
            if (inner.equals("arguments") && json.currentToken() == JsonToken.VALUE_STRING) {
                characters += json.getTextLength();
            }
            json.skipChildren();
        });
    }

    private void tools() throws IOException {
        long begin = json.currentTokenLocation().getByteOffset();
        elements(() -> members(name -> {
            if (name.equals("function")) {
                tool();
            } else {
                json.skipChildren();
            }
        }));
        characters += json.currentLocation().getByteOffset() - begin;
    }

    private void tool() throws IOException {
        String[] toolName = {""};
        Schema[] parameters = {Schema.anyObject()};
        members(name -> {
            switch (name) {
                case "name" -> toolName[0] = string();
                case "parameters" -> parameters[0] = SchemaReader.read(json);
                default -> json.skipChildren();
            }
        });
        tools.add(new OfferedTool(toolName[0], parameters[0]));
    }

    private ToolChoice toolChoice() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return switch (json.getText()) {
                case "none" -> new ToolChoice.Never();
                case "required" -> new ToolChoice.Some();
                default -> new ToolChoice.Auto();
            };
        }
        ToolChoice[] choice = {new ToolChoice.Auto()};
        members(name -> {
            if (!name.equals("function")) {
                json.skipChildren();
                return;
            }
            members(inner -> {
                if (inner.equals("name")) {
                    choice[0] = new ToolChoice.Named(string());
                } else {
                    json.skipChildren();
                }
            });
        });
        return choice[0];
    }

    private void stop() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            stops.add(json.getText());
            return;
        }
        elements(() -> stops.add(string()));
    }

    private void streamOption(String name) throws IOException {
        if (name.equals("include_usage")) {
            includeUsage = json.currentToken() == JsonToken.VALUE_TRUE;
        }
        json.skipChildren();
    }

    /** {@code json_object} asks for any object, {@code json_schema} for one that fits. */
    private void responseFormat() throws IOException {
        members(name -> {
            switch (name) {
                case "type" -> {
                    if (string().startsWith("json") && answerSchema == null) {
                        answerSchema = Schema.anyObject();
                    }
                }
                case "json_schema" ->
                    members(inner -> {
                        if (inner.equals("schema")) {
                            answerSchema = SchemaReader.read(json);
                        } else {
                            json.skipChildren();
                        }
                    });
                default -> json.skipChildren();
            }
        });
    }

    private static void onlyOne(@Nullable Integer answers) {
        if (answers != null && answers != 1) {
            throw Failures.invalidRequest("n: the sandbox gives one answer to a request.");
        }
    }

    private static @Nullable Integer smaller(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private @Nullable Integer wholeNumber() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return (int) Math.clamp(json.getDoubleValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        json.skipChildren();
        return null;
    }

    private String string() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    /** Visits the members of the object the parser stands at; anything but an object is skipped. */
    private void members(MemberVisitor visitor) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            visitor.visit(name);
        }
    }

    /** Visits the elements of the array the parser stands at; anything but an array is skipped. */
    private void elements(ElementVisitor visitor) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            visitor.visit();
        }
    }

    /** Consumes the member's value: afterwards the parser stands at its end. */
    private interface MemberVisitor {
        void visit(String name) throws IOException;
    }

    /** Consumes the element the parser stands at. */
    private interface ElementVisitor {
        void visit() throws IOException;
    }
}
