package dev.pointsman.edge.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** How operators see actions. */
final class AuditJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private AuditJson() {}

    static Payload list(List<AdminAction> actions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("actions");
            for (AdminAction action : actions) {
                json.writeStartObject();
                json.writeStringField("at", action.at().toString());
                json.writeStringField("who", action.who());
                json.writeStringField("from", action.from());
                json.writeStringField("action", action.action());
                json.writeStringField("target", action.target());
                json.writeNumberField("status", action.status());
                json.writeStringField("outcome", action.outcome());
                json.writeStringField("requestId", action.requestId());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Payload.of(out.toByteArray());
    }
}
