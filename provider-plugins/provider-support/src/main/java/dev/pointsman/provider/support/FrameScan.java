package dev.pointsman.provider.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a frame's JSON: it is well formed, and it has these few facts. Texts are skipped, not decoded, but for the two
 * short ones asked for.
 *
 * @param isError whether it has a top-level {@code error} that is not null
 * @param type the top-level {@code type}
 * @param finishReason the last {@code choices[].finish_reason} that is a string
 */
record FrameScan(
        boolean isError, @Nullable String type, @Nullable String finishReason) {

    /** @throws ProviderException {@code Malformed} when it is not one JSON object */
    static FrameScan of(Payload payload) {
        try (JsonParser parser = Json.parser(payload.array())) {
            return scan(parser);
        } catch (IOException e) {
            // The parser's message quotes the answer, so it is not kept.
            throw malformed(payload);
        }
    }

    private static FrameScan scan(JsonParser parser) throws IOException {
        boolean isError = false;
        String type = null;
        String finishReason = null;
        String member = "";
        int depth = 0;
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT) {
            throw new FramingException("not an object");
        }
        for (; token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    isError |= depth == 1 && member.equals("error");
                    depth++;
                }
                case END_OBJECT, END_ARRAY -> {
                    depth--;
                    if (depth == 0 && parser.nextToken() != null) {
                        throw new FramingException("two values");
                    }
                }
                case FIELD_NAME -> {
                    if (depth == 1) {
                        member = parser.currentName();
                    } else if (depth == 3
                            && member.equals("choices")
                            && parser.currentName().equals("finish_reason")) {
                        String reason = parser.nextTextValue();
                        finishReason = reason == null ? finishReason : reason;
                        // nextTextValue may have moved onto an opening bracket of an odd vendor.
                        depth += parser.currentToken().isStructStart() ? 1 : 0;
                    }
                }
                case VALUE_STRING -> {
                    if (depth == 1) {
                        isError |= member.equals("error");
                        type = member.equals("type") ? parser.getText() : type;
                    }
                }
                default -> {
                    // Numbers, literals and null tell nothing here.
                }
            }
        }
        if (depth != 0) {
            throw new FramingException("cut");
        }
        return new FrameScan(isError, type, finishReason);
    }

    private static ProviderException malformed(Payload payload) {
        byte[] bytes = payload.array();
        int start = 0;
        while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
            start++;
        }
        boolean html = start < bytes.length && bytes[start] == '<';
        return new ProviderException(
                new ProviderFailure.Malformed(html ? "an HTML page instead of JSON" : "a frame that is not JSON"));
    }
}
