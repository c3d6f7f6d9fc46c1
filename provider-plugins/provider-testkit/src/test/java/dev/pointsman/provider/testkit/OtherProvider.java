package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import java.net.URI;
import java.util.List;
import java.util.SequencedSet;

/** A good provider, but for what a bug overrides. */
class OtherProvider implements ModelProvider {

    private final ModelProvider good;
    private final URI vendor;

    OtherProvider(ModelProvider good, URI vendor) {
        this.good = good;
        this.vendor = vendor;
    }

    void beforeCall(URI at) {}

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
        beforeCall(vendor);
        return good.call(request, context);
    }
}
