package com.acme.pointsman;

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
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.pf4j.Extension;

/** Makes providers of type {@code acme}: OpenAI's chat completions, and a header that names the project to be billed. */
@Extension
public final class AcmeFactory implements ModelProviderFactory {

    private static final URI VENDOR = URI.create("https://llm.acme.example/v1");

    @Override
    public String type() {
        return "acme";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        SettingsReader reader = new SettingsReader(settings);
        Endpoint endpoint = reader.endpoint(VENDOR);
        Optional<String> project = reader.text("project");
        reader.finish();
        return new AcmeProvider(endpoint, project, host.egress(endpoint));
    }

    private record AcmeProvider(Endpoint endpoint, Optional<String> project, Egress egress) implements ModelProvider {

        private static final AnswerStyle STYLE = AnswerStyle.openAiChat();

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
        }

        @Override
        public List<ModelDescriptor> models(CallContext context) {
            OutboundRequest.Builder request = OutboundRequest.get(endpoint.resolve("/models"));
            return ModelList.fetch(egress, () -> finished(request, context), STYLE);
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            OutboundRequest.Builder outbound =
                    OutboundRequest.post(endpoint.resolve("/chat/completions"), request.payload());
            outbound.header("accept", request.streaming() ? "text/event-stream" : "application/json");
            return new HttpModelResponse(() -> egress.prepare(finished(outbound, context)), STYLE, request.streaming());
        }

        private OutboundRequest finished(OutboundRequest.Builder request, CallContext context) {
            project.ifPresent(name -> request.header("x-acme-project", name));
            TraceHeaders.apply(request, context);
            context.credential().flatMap(Credential::key).ifPresent(key -> CredentialStyle.BEARER.apply(request, key));
            return request.build();
        }
    }
}
