package dev.pointsman.provider.ollama;

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
import dev.pointsman.provider.support.TraceHeaders;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Sends chat and generate as they are to one Ollama. */
final class OllamaProvider implements ModelProvider {

    private static final AnswerStyle STYLE = AnswerStyle.ollama();
    private static final AnswerStyle EMBEDDINGS = AnswerStyle.openAiEmbeddings();
    private static final SequencedSet<Dialect> DIALECTS = Collections.unmodifiableSequencedSet(
            new LinkedHashSet<>(List.of(Dialect.OLLAMA_CHAT, Dialect.OLLAMA_GENERATE, Dialect.OPENAI_EMBEDDINGS)));

    private final OllamaSettings settings;
    private final Egress egress;
    private final Secrets secrets;

    OllamaProvider(OllamaSettings settings, HostContext host) {
        this.settings = settings;
        this.egress = host.egress(settings.endpoint());
        this.secrets = host.secrets();
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return DIALECTS;
    }

    @Override
    public List<ModelDescriptor> models(CallContext context) {
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        return new OllamaModels(outbound -> new HttpModelResponse(
                        () -> egress.prepare(finish(outbound.apply(settings.endpoint()), key)), STYLE, false))
                .list();
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        if (!DIALECTS.contains(request.dialect())) {
            throw new IllegalArgumentException("takes " + DIALECTS + ", not " + request.dialect());
        }
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        AnswerStyle style = request.dialect().equals(Dialect.OPENAI_EMBEDDINGS) ? EMBEDDINGS : STYLE;
        return new HttpModelResponse(
                () -> egress.prepare(outbound(request, key, context).connectingWithin(context.connectWithin())),
                style,
                request.streaming());
    }

    private OutboundRequest outbound(ModelRequest request, Optional<Secret> key, CallContext context) {
        String path = path(request.dialect());
        OutboundRequest.Builder outbound =
                OutboundRequest.post(settings.endpoint().resolve(path), request.payload());
        outbound.header("accept", request.streaming() ? "application/x-ndjson" : "application/json");
        TraceHeaders.apply(outbound, context);
        return finish(outbound, key);
    }

    /** Embeddings are taken in OpenAI's dialect, at the door that every Ollama has for it. */
    private static String path(Dialect dialect) {
        if (dialect.equals(Dialect.OPENAI_EMBEDDINGS)) {
            return "/v1/embeddings";
        }
        return dialect.equals(Dialect.OLLAMA_CHAT) ? "/api/chat" : "/api/generate";
    }

    private OutboundRequest finish(OutboundRequest.Builder request, Optional<Secret> key) {
        settings.headers().apply(request, secrets);
        key.ifPresent(secret -> CredentialStyle.BEARER.apply(request, secret));
        return request.build();
    }
}
