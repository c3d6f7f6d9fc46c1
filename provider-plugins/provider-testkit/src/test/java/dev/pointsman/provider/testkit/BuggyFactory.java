package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.net.URI;
import java.util.List;
import java.util.SequencedSet;

/** Makes a good provider with one bug planted into it. */
record BuggyFactory(ModelProviderFactory good, Bug bug) implements ModelProviderFactory {

    @Override
    public String type() {
        return good.type();
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        ProviderSettings buggySettings =
                new ProviderSettings(settings.name(), settings.type(), bug.settings(settings.values()));
        URI vendor = URI.create(String.valueOf(settings.values().get("baseUrl")));
        return bug.provider(new BuggyProvider(good.create(buggySettings, new BuggyHost(host, bug)), bug), vendor);
    }

    private record BuggyHost(HostContext good, Bug bug) implements HostContext {

        @Override
        public Egress egress(Endpoint endpoint) {
            Egress egress = good.egress(endpoint);
            return request -> {
                OutboundRequest buggy = bug.request(request);
                return new BuggyCall(egress, buggy, egress.prepare(buggy), bug);
            };
        }

        @Override
        public Secrets secrets() {
            return good.secrets();
        }
    }

    private record BuggyProvider(ModelProvider good, Bug bug) implements ModelProvider {

        @Override
        public SequencedSet<Dialect> dialects() {
            return good.dialects();
        }

        @Override
        public List<ModelDescriptor> models(CallContext context) {
            return good.models(context);
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            return new BuggyResponse(good.call(request, context), bug);
        }
    }
}
