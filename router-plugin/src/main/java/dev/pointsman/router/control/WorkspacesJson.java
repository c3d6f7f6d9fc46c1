package dev.pointsman.router.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.router.config.WorkspaceConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The policy's workspaces as operators see them: what each may use, and how much. What is not bounded is left out. */
final class WorkspacesJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> ALL = Set.of("*");

    private WorkspacesJson() {}

    static Payload list(List<WorkspaceConfig> workspaces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("workspaces");
            for (WorkspaceConfig workspace : workspaces) {
                json.writeStartObject();
                json.writeStringField("name", workspace.name());
                json.writeStringField("byok", workspace.byok().name().toLowerCase(Locale.ROOT));
                allow(workspace.allow(), json);
                limits(workspace.limits(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Payload.of(bytes.toByteArray());
    }

    private static void allow(Bounds allow, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("allow");
        names("models", allow.models(), json);
        names("profiles", allow.profiles(), json);
        names("providers", allow.providers(), json);
        names("regions", allow.regions(), json);
        names("headers", allow.headers(), json);
        json.writeEndObject();
    }

    private static void names(String member, Set<String> names, JsonGenerator json) throws IOException {
        if (names.equals(ALL)) {
            return;
        }
        json.writeArrayFieldStart(member);
        for (String name : new TreeSet<>(names)) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void limits(CallerLimits limits, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("limits");
        limit("requestsPerMinute", limits.requestsPerMinute(), json);
        limit("tokensPerMinute", limits.tokensPerMinute(), json);
        limit("concurrent", limits.concurrent(), json);
        json.writeEndObject();
    }

    private static void limit(String member, long limit, JsonGenerator json) throws IOException {
        if (limit > 0) {
            json.writeNumberField(member, limit);
        }
    }
}
