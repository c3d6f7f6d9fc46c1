package dev.pointsman.provider.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads {@code {"data": [{"id": …}]}}, the list of models that OpenAI's and Anthropic's doors answer, and the bare array of Together's. */
public final class ModelList {

    private static final int MOST_MODELS = 10_000;

    /** OpenRouter, Groq, Mistral, vLLM and Anthropic, in this order. */
    private static final Set<String> WINDOW_NAMES =
            Set.of("context_length", "context_window", "max_context_length", "max_model_len", "max_input_tokens");

    private ModelList() {}

    /**
     * Asks and waits.
     *
     * @param request made when it is to be sent; may throw {@code SecretUnavailableException}
     * @throws ProviderException as a call does
     */
    public static List<ModelDescriptor> fetch(Egress egress, Supplier<OutboundRequest> request, AnswerStyle style) {
        try (HttpModelResponse response =
                new HttpModelResponse(() -> egress.prepare(request.get()), style.ofLists(), false)) {
            Frame body = response.next().orElseThrow(() -> new ProviderException(new Malformed("an empty model list")));
            return read(body.payload().array());
        }
    }

    static List<ModelDescriptor> read(byte[] json) {
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                return list(parser);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isList = parser.currentName().equals("data") && parser.nextToken() == JsonToken.START_ARRAY;
                if (!isList) {
                    skipValue(parser);
                    continue;
                }
                return list(parser);
            }
        } catch (IOException e) {
            // The parser's message quotes the vendor, so it is not kept.
            throw new ProviderException(new Malformed("a model list that is not JSON"));
        }
        throw new ProviderException(new Malformed("a model list without data"));
    }

    private static List<ModelDescriptor> list(JsonParser parser) throws IOException {
        List<ModelDescriptor> models = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT && models.size() < MOST_MODELS) {
            model(parser, models);
        }
        return List.copyOf(models);
    }

    private static void model(JsonParser parser, List<ModelDescriptor> models) throws IOException {
        String id = "";
        int window = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("id") && value == JsonToken.VALUE_STRING) {
                id = parser.getText();
            } else if (WINDOW_NAMES.contains(name) && value == JsonToken.VALUE_NUMBER_INT) {
                window = Math.max(window, parser.getValueAsInt());
            } else {
                parser.skipChildren();
            }
        }
        if (!id.isBlank() && id.length() <= 256) {
            ModelDescriptor.Builder model = ModelDescriptor.of(id);
            models.add((window > 0 ? model.contextWindow(window) : model).build());
        }
    }

    private static void skipValue(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
        }
        parser.skipChildren();
    }
}
