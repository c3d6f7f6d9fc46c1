package dev.pointsman.provider.openai;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.provider.support.AnswerStyle;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.support.HttpModelResponse;
import dev.pointsman.provider.support.ModelList;
import dev.pointsman.provider.support.TraceHeaders;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Sends requests as they are to the door of their dialect. */
final class OpenAiProvider implements ModelProvider {

    /** Protocol headers of the client that OpenAI understands. */
    private static final List<String> FORWARDED = List.of("openai-beta");

    private static final AnswerStyle CHAT = AnswerStyle.openAiChat();
    private static final SequencedMap<Dialect, Door> DOORS = doors();

    private final OpenAiSettings settings;
    private final Egress egress;
    private final Secrets secrets;

    OpenAiProvider(OpenAiSettings settings, HostContext host) {
        this.settings = settings;
        this.egress = host.egress(settings.endpoint());
        this.secrets = host.secrets();
    }

    /** Where a dialect is spoken, and how it answers. */
    private record Door(String path, AnswerStyle style) {}

    /** Responses first: newer models think between tool calls there alone. */
    private static SequencedMap<Dialect, Door> doors() {
        SequencedMap<Dialect, Door> doors = new LinkedHashMap<>();
        doors.put(Dialect.OPENAI_RESPONSES, new Door("/responses", AnswerStyle.openAiResponses()));
        doors.put(Dialect.OPENAI_CHAT, new Door("/chat/completions", CHAT));
        doors.put(Dialect.OPENAI_EMBEDDINGS, new Door("/embeddings", AnswerStyle.openAiEmbeddings()));
        return Collections.unmodifiableSequencedMap(doors);
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return DOORS.sequencedKeySet();
    }

    @Override
    public List<ModelDescriptor> models(CallContext context) {
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        return ModelList.fetch(egress, () -> modelsRequest(key), CHAT);
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        Door door = DOORS.get(request.dialect());
        if (door == null) {
            throw new IllegalArgumentException("takes " + dialects() + ", not " + request.dialect());
        }
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        return new HttpModelResponse(
                () -> egress.prepare(
                        outbound(request, door.path(), key, context).connectingWithin(context.connectWithin())),
                door.style(),
                request.streaming());
    }

    private OutboundRequest outbound(ModelRequest request, String path, Optional<Secret> key, CallContext context) {
        OutboundRequest.Builder outbound =
                OutboundRequest.post(settings.endpoint().resolve(path), request.payload());
        outbound.header("accept", request.streaming() ? "text/event-stream" : "application/json");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (FORWARDED.contains(header.getKey())) {
                outbound.header(header.getKey(), header.getValue());
            }
        }
        TraceHeaders.apply(outbound, context);
        return finish(outbound, key);
    }

    private OutboundRequest modelsRequest(Optional<Secret> key) {
        OutboundRequest.Builder request =
                OutboundRequest.get(settings.endpoint().resolve("/models"));
        request.header("accept", "application/json");
        return finish(request, key);
    }

    private OutboundRequest finish(OutboundRequest.Builder request, Optional<Secret> key) {
        settings.organization().ifPresent(id -> request.header("openai-organization", id));
        settings.project().ifPresent(id -> request.header("openai-project", id));
        settings.headers().apply(request, secrets);
        key.ifPresent(secret -> CredentialStyle.BEARER.apply(request, secret));
        return request.build();
    }
}
