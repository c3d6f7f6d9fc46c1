package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A body as in the other OpenAI dialects. A stream that broke off ends with two events, as OpenAI's own do: {@code error}, at
 * which the official SDKs raise, and {@code response.failed}, without which Codex takes the end for a lost connection.
 */
final class ResponsesErrorBody implements ErrorBody {

    /** What a failed response says anew; all else it keeps from its beginning. */
    private static final Set<String> CHANGED = Set.of("status", "error");

    /** Of the reference's codes the one that makes Codex ask again, since nothing but that can help. */
    private static final String CODE = "server_error";

    private final OpenAiErrorBody whole = new OpenAiErrorBody();

    @Override
    public byte[] body(Problem problem, String requestId) {
        return whole.body(problem, requestId);
    }

    @Override
    public List<Frame> ending(Problem problem, String requestId, Frame first, Frame last) {
        long number = sequenceNumber(last.payload()) + 1;
        return List.of(error(problem, number), failed(problem, requestId, number + 1, first.payload()));
    }

    /** The reference has the members flat; OpenAI sends them within {@code error}, and its SDKs look for that. */
    private Frame error(Problem problem, long number) {
        return event("error", number, json -> {
            json.writeStringField("code", problem.code());
            json.writeStringField("message", problem.message());
            Json.string(json, "param", problem.param());
            whole.members(problem, json);
        });
    }

    private static Frame failed(Problem problem, String requestId, long number, Payload first) {
        byte[] response = Json.object(json -> {
            if (!copyBegun(first, json)) {
                json.writeStringField("id", "resp_" + requestId);
                json.writeStringField("object", "response");
                json.writeArrayFieldStart("output");
                json.writeEndArray();
            }
            json.writeStringField("status", "failed");
            json.writeObjectFieldStart("error");
            json.writeStringField("code", CODE);
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        });
        return event("response.failed", number, json -> {
            json.writeFieldName("response");
            Json.raw(json, response);
        });
    }

    private static Frame event(String type, long number, Json.Body members) {
        byte[] data = Json.object(json -> {
            json.writeStringField("type", type);
            json.writeNumberField("sequence_number", number);
            members.write(json);
        });
        return new Frame(type, Payload.of(data));
    }

    /** Of the last event; 0 where it has none. */
    private static long sequenceNumber(Payload event) {
        try (JsonParser parser = Json.parser(event)) {
            return Json.seek(parser, "sequence_number") ? parser.getValueAsLong() : 0;
        } catch (IOException e) {
            // A terminal mark of another dialect, as some vendors send it here too.
            return 0;
        }
    }

    /** The response as the stream's first event told it, so that the two are one to the client; false when that told none. */
    private static boolean copyBegun(Payload created, JsonGenerator json) throws IOException {
        try (JsonParser parser = Json.parser(created)) {
            if (!Json.seek(parser, "response") || parser.currentToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (CHANGED.contains(parser.currentName())) {
                    parser.nextToken();
                    parser.skipChildren();
                    continue;
                }
                json.copyCurrentStructure(parser);
            }
            return true;
        }
    }
}
