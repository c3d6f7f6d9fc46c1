package dev.pointsman.host.serve;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.PolicyInvalid;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.TokenCounter;
import java.util.SequencedSet;
import java.util.function.Supplier;

/**
 * What answers agents of a gateway whose policy cannot be used: every request fails with {@link PolicyInvalid} until a policy is
 * put in force, from the watched file or by an operator; from then on the router answers. Thread-safe.
 */
final class RouterOnceRuled implements Supplier<ModelProvider> {

    private final MadeRouter router;
    private final ModelProvider refusing;
    private final String first;
    private volatile boolean ruled;

    /** @param router made from a policy that stands for none */
    RouterOnceRuled(MadeRouter router) {
        this.router = router;
        this.refusing = new Refusing(router.provider().dialects());
        this.first = version();
    }

    @Override
    public ModelProvider get() {
        if (!ruled) {
            ruled = !version().equals(first);
        }
        return ruled ? router.provider() : refusing;
    }

    private String version() {
        return router.ask(ControlRequest.get("/policy")).path("version").asText();
    }

    private record Refusing(SequencedSet<Dialect> dialects) implements ModelProvider, TokenCounter {

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            throw new ProviderException(new PolicyInvalid());
        }

        @Override
        public TokenCount countTokens(ModelRequest request, CallContext context) {
            throw new ProviderException(new PolicyInvalid());
        }
    }
}
