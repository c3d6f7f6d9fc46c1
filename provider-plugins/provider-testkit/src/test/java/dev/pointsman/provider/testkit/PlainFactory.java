package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.AnswerStyle;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.support.HttpModelResponse;
import dev.pointsman.provider.support.ModelList;
import dev.pointsman.provider.support.SettingsReader;
import dev.pointsman.provider.support.TraceHeaders;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The least that a provider is, without a bug. */
final class PlainFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "plain";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        SettingsReader reader = new SettingsReader(settings);
        Endpoint endpoint = reader.endpoint(null);
        reader.finish();
        return new PlainProvider(endpoint, host.egress(endpoint));
    }

    private record PlainProvider(Endpoint endpoint, Egress egress) implements ModelProvider {

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
        }

        @Override
        public List<ModelDescriptor> models(CallContext context) {
            return ModelList.fetch(
                    egress,
                    () -> {
                        OutboundRequest.Builder request = OutboundRequest.get(endpoint.resolve("/models"));
                        context.credential()
                                .flatMap(Credential::key)
                                .ifPresent(key -> CredentialStyle.BEARER.apply(request, key));
                        return request.build();
                    },
                    AnswerStyle.openAiChat());
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            return new HttpModelResponse(
                    () -> {
                        OutboundRequest.Builder outbound =
                                OutboundRequest.post(endpoint.resolve("/chat/completions"), request.payload());
                        outbound.header("accept", request.streaming() ? "text/event-stream" : "application/json");
                        context.credential()
                                .flatMap(Credential::key)
                                .ifPresent(key -> CredentialStyle.BEARER.apply(outbound, key));
                        TraceHeaders.apply(outbound, context);
                        return egress.prepare(outbound.build());
                    },
                    AnswerStyle.openAiChat(),
                    request.streaming());
        }
    }
}
