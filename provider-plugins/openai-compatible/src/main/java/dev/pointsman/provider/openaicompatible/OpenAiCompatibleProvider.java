package dev.pointsman.provider.openaicompatible;

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
import dev.pointsman.provider.support.HttpModelResponse;
import dev.pointsman.provider.support.ModelList;
import dev.pointsman.provider.support.TraceHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Sends chat completions and embeddings as they are to one base URL. */
final class OpenAiCompatibleProvider implements ModelProvider {

    private static final AnswerStyle CHAT = AnswerStyle.openAiChat();
    private static final AnswerStyle EMBEDDINGS = AnswerStyle.openAiEmbeddings();

    private final OpenAiCompatibleSettings settings;
    private final Egress egress;
    private final Secrets secrets;

    OpenAiCompatibleProvider(OpenAiCompatibleSettings settings, HostContext host) {
        this.settings = settings;
        this.egress = host.egress(settings.endpoint());
        this.secrets = host.secrets();
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return Collections.unmodifiableSequencedSet(settings.dialects());
    }

    @Override
    public List<ModelDescriptor> models(CallContext context) {
        if (!settings.listsModels()) {
            return List.of();
        }
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        return ModelList.fetch(egress, () -> modelsRequest(key), CHAT).stream()
                .map(settings.quirks()::apply)
                .toList();
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        if (!settings.dialects().contains(request.dialect())) {
            throw new IllegalArgumentException("takes " + settings.dialects() + ", not " + request.dialect());
        }
        boolean chat = request.dialect().equals(Dialect.OPENAI_CHAT);
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        return new HttpModelResponse(
                () -> egress.prepare(outbound(request, chat ? "/chat/completions" : "/embeddings", key, context)
                        .connectingWithin(context.connectWithin())),
                chat ? CHAT : EMBEDDINGS,
                request.streaming());
    }

    private OutboundRequest modelsRequest(Optional<Secret> key) {
        OutboundRequest.Builder request = OutboundRequest.get(settings.resolve("/models"));
        request.header("accept", "application/json");
        finish(request, key);
        return request.build();
    }

    private OutboundRequest outbound(ModelRequest request, String path, Optional<Secret> key, CallContext context) {
        OutboundRequest.Builder outbound = OutboundRequest.post(settings.resolve(path), request.payload());
        outbound.header("accept", request.streaming() ? "text/event-stream" : "application/json");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (settings.forward().contains(header.getKey())) {
                outbound.header(header.getKey(), header.getValue());
            }
        }
        TraceHeaders.apply(outbound, context);
        finish(outbound, key);
        return outbound.build();
    }

    private void finish(OutboundRequest.Builder outbound, Optional<Secret> key) {
        settings.headers().apply(outbound, secrets);
        settings.credentialStyle().ifPresent(style -> key.ifPresent(secret -> style.apply(outbound, secret)));
    }
}
