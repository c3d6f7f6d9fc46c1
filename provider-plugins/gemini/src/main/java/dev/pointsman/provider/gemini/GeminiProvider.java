package dev.pointsman.provider.gemini;

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
import dev.pointsman.provider.support.PathSegment;
import dev.pointsman.provider.support.TraceHeaders;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Sends contents as they are to the model that the path names. */
final class GeminiProvider implements ModelProvider {

    private static final AnswerStyle STYLE = AnswerStyle.gemini();
    private static final AnswerStyle EMBEDDINGS = AnswerStyle.openAiEmbeddings();

    private final GeminiSettings settings;
    private final Egress egress;
    private final Secrets secrets;
    private final SequencedSet<Dialect> dialects;

    GeminiProvider(GeminiSettings settings, HostContext host) {
        this.settings = settings;
        this.egress = host.egress(settings.endpoint());
        this.secrets = host.secrets();
        this.dialects = dialects(settings);
    }

    /** Google takes embeddings in OpenAI's dialect at a door that Vertex AI has not. */
    private static SequencedSet<Dialect> dialects(GeminiSettings settings) {
        List<Dialect> taken = settings.vertex()
                ? List.of(Dialect.GEMINI_GENERATE)
                : List.of(Dialect.GEMINI_GENERATE, Dialect.OPENAI_EMBEDDINGS);
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(taken));
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return dialects;
    }

    /** Vertex AI lists publishers' models at another door, for other rights, so it is not asked. */
    @Override
    public List<ModelDescriptor> models(CallContext context) {
        if (settings.vertex()) {
            return List.of();
        }
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        try (HttpModelResponse list = new HttpModelResponse(() -> egress.prepare(modelsRequest(key)), STYLE, false)) {
            return GeminiModels.read(list.next());
        }
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        if (!dialects.contains(request.dialect())) {
            throw new IllegalArgumentException("takes " + dialects + ", not " + request.dialect());
        }
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        if (request.dialect().equals(Dialect.OPENAI_EMBEDDINGS)) {
            return new HttpModelResponse(
                    () -> egress.prepare(embeddings(request, key, context).connectingWithin(context.connectWithin())),
                    EMBEDDINGS,
                    false);
        }
        return new HttpModelResponse(
                () -> egress.prepare(outbound(request, key, context).connectingWithin(context.connectWithin())),
                STYLE,
                request.streaming());
    }

    /** Without {@code alt=sse} a stream would be one JSON array. */
    private OutboundRequest outbound(ModelRequest request, Optional<Secret> key, CallContext context) {
        String path = "/models/" + PathSegment.encode(bareId(request.model()));
        OutboundRequest.Builder outbound = OutboundRequest.post(
                settings.endpoint()
                        .resolve(path + (request.streaming() ? ":streamGenerateContent?alt=sse" : ":generateContent")),
                request.payload());
        outbound.header("accept", request.streaming() ? "text/event-stream" : "application/json");
        TraceHeaders.apply(outbound, context);
        return finish(outbound, key);
    }

    /** That door takes the key as OpenAI's clients bring it. */
    private OutboundRequest embeddings(ModelRequest request, Optional<Secret> key, CallContext context) {
        OutboundRequest.Builder outbound =
                OutboundRequest.post(settings.endpoint().resolve("/openai/embeddings"), request.payload());
        TraceHeaders.apply(outbound, context);
        settings.headers().apply(outbound.header("accept", "application/json"), secrets);
        key.ifPresent(secret -> CredentialStyle.BEARER.apply(outbound, secret));
        return outbound.build();
    }

    private OutboundRequest modelsRequest(Optional<Secret> key) {
        OutboundRequest.Builder request =
                OutboundRequest.get(settings.endpoint().resolve("/models?pageSize=1000"));
        request.header("accept", "application/json");
        return finish(request, key);
    }

    private OutboundRequest finish(OutboundRequest.Builder request, Optional<Secret> key) {
        settings.headers().apply(request, secrets);
        key.ifPresent(secret -> settings.credentialStyle().apply(request, secret));
        return request.build();
    }

    /** Google's own lists and SDKs write {@code models/} before an id. */
    private static String bareId(String model) {
        return model.startsWith("models/") ? model.substring("models/".length()) : model;
    }
}
