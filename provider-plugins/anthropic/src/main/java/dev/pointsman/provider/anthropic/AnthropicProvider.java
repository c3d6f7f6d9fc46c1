package dev.pointsman.provider.anthropic;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Sends messages as they are to one endpoint. */
final class AnthropicProvider implements ModelProvider {

    private static final String VERSION = "anthropic-version";
    private static final String BETA = "anthropic-beta";

    private static final AnswerStyle STYLE = AnswerStyle.anthropicMessages();
    private static final SequencedSet<Dialect> DIALECTS =
            Collections.unmodifiableSequencedSet(new LinkedHashSet<>(List.of(Dialect.ANTHROPIC_MESSAGES)));

    private final AnthropicSettings settings;
    private final Egress egress;
    private final Secrets secrets;

    AnthropicProvider(AnthropicSettings settings, HostContext host) {
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
        return ModelList.fetch(egress, () -> modelsRequest(key), STYLE);
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        if (!DIALECTS.contains(request.dialect())) {
            throw new IllegalArgumentException("takes " + DIALECTS + ", not " + request.dialect());
        }
        Optional<Secret> key = context.credential().flatMap(Credential::key);
        return new HttpModelResponse(
                () -> egress.prepare(outbound(request, key, context).connectingWithin(context.connectWithin())),
                STYLE,
                request.streaming());
    }

    /** Whoever sends {@code anthropic-beta} uses the beta door, as Anthropic's own SDKs do. */
    private OutboundRequest outbound(ModelRequest request, Optional<Secret> key, CallContext context) {
        Optional<String> beta = Optional.ofNullable(request.headers().get(BETA)).filter(value -> !value.isBlank());
        OutboundRequest.Builder outbound = OutboundRequest.post(
                settings.resolve(beta.isPresent() ? "/messages?beta=true" : "/messages"), request.payload());
        outbound.header("accept", request.streaming() ? "text/event-stream" : "application/json");
        outbound.header(VERSION, request.headers().getOrDefault(VERSION, settings.version()));
        beta.ifPresent(value -> outbound.header(BETA, value));
        TraceHeaders.apply(outbound, context);
        return finish(outbound, key);
    }

    private OutboundRequest modelsRequest(Optional<Secret> key) {
        OutboundRequest.Builder request = OutboundRequest.get(settings.resolve("/models?limit=1000"));
        request.header("accept", "application/json");
        request.header(VERSION, settings.version());
        return finish(request, key);
    }

    private OutboundRequest finish(OutboundRequest.Builder request, Optional<Secret> key) {
        settings.headers().apply(request, secrets);
        key.ifPresent(secret -> settings.credentialStyle().apply(request, secret));
        return request.build();
    }
}
