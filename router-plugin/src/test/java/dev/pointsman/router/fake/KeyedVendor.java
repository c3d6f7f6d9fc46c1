package dev.pointsman.router.fake;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Providers of type {@code fake} that see which key a request came with, and fail by the key. */
public final class KeyedVendor implements ModelProviderFactory {

    /** What a vendor sees of one attempt; the key is null when there was none. */
    public record Seen(
            String workspace,
            String provider,
            String model,
            @Nullable String key) {}

    public final List<Seen> seen = new ArrayList<>();
    private final Map<String, ProviderFailure> failures = new HashMap<>();

    /** From now on; {@code null} lets the key through again. */
    public KeyedVendor answers(String key, @Nullable ProviderFailure failure) {
        failures.put(key, failure);
        return this;
    }

    /** The keys it has seen since it was last asked for them, in order. */
    public List<String> keys() {
        List<String> keys = seen.stream().map(Seen::key).toList();
        seen.clear();
        return keys;
    }

    @Override
    public String type() {
        return "fake";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new ModelProvider() {
            @Override
            public SequencedSet<Dialect> dialects() {
                return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
            }

            @Override
            public ModelResponse call(ModelRequest request, CallContext context) {
                String key = context.credential()
                        .flatMap(Credential::key)
                        .map(Secret::reveal)
                        .orElse(null);
                seen.add(new Seen(context.caller().workspace(), settings.name(), request.model(), key));
                return new Answer(failures.get(key), request.model());
            }
        };
    }

    private static final class Answer implements ModelResponse {

        private final ProviderFailure failure;
        private final String model;
        private boolean said;

        private Answer(ProviderFailure failure, String model) {
            this.failure = failure;
            this.model = model;
        }

        @Override
        public Optional<Frame> next() {
            if (failure != null) {
                throw new ProviderException(failure);
            }
            if (said) {
                return Optional.empty();
            }
            said = true;
            return Optional.of(Frame.ofUtf8("""
                    {"id":"x","object":"chat.completion","model":"%s","choices":[{"index":0,"message":{"role":"assistant",\
                    "content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5}}""".formatted(model)));
        }

        @Override
        public void close() {}
    }
}
