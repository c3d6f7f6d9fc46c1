package dev.pointsman.router.fake;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A factory of providers of type {@code fake} that answer in OpenAI chat, or fail as they are told to. */
public final class FakeVendor implements ModelProviderFactory {

    /** What a provider was called with. */
    public record Call(String provider, ModelRequest request, CallContext context) {}

    public final List<Call> calls = new ArrayList<>();
    public final AtomicInteger closed = new AtomicInteger();
    private final Map<String, ProviderFailure> failures = new HashMap<>();
    private final Set<String> breakingOff = new HashSet<>();
    private final Map<String, Dialect> dialects = new HashMap<>();
    private final Map<String, String> answeringModels = new HashMap<>();

    public FakeVendor failing(String provider, ProviderFailure failure) {
        failures.put(provider, failure);
        return this;
    }

    /** Its streams end after the first content, as a broken connection does; until it is told to go on. */
    public FakeVendor breakingOff(String provider, boolean breaks) {
        if (breaks) {
            breakingOff.add(provider);
        } else {
            breakingOff.remove(provider);
        }
        return this;
    }

    /** The provider takes nothing but this dialect. */
    public FakeVendor speaking(String provider, Dialect dialect) {
        dialects.put(provider, dialect);
        return this;
    }

    /** Asked for the one model, it says that the other answered. */
    public FakeVendor answeringWith(String asked, String answering) {
        answeringModels.put(asked, answering);
        return this;
    }

    @Override
    public String type() {
        return "fake";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new Provider(settings.name());
    }

    private final class Provider implements ModelProvider {

        private final String name;

        private Provider(String name) {
            this.name = name;
        }

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>(List.of(dialects.getOrDefault(name, Dialect.OPENAI_CHAT)));
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            calls.add(new Call(name, request, context));
            String model = answeringModels.getOrDefault(request.model(), request.model());
            List<String> frames = frames(request.withModel(model));
            boolean breaks = breakingOff.contains(name) && request.streaming();
            return new Answer(failures.get(name), breaks ? frames.subList(0, 2) : frames, breaks);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static List<String> frames(ModelRequest request) {
        if (!request.streaming()) {
            return List.of("""
                    {"id":"x","object":"chat.completion","model":"%s","choices":[{"index":0,"message":{"role":"assistant",\
                    "content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"completion_tokens":100}}""".formatted(request.model()));
        }
        return List.of("""
                {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}],"model":"%s"}""".formatted(request.model()), """
                {"choices":[{"index":0,"delta":{"content":"hello"}}]}""", """
                {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", """
                {"choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100}}""", "[DONE]");
    }

    private static final class Answer implements ModelResponse {

        private final ProviderFailure failure;
        private final Deque<String> frames;
        private final boolean breaks;

        private Answer(ProviderFailure failure, List<String> frames, boolean breaks) {
            this.failure = failure;
            this.breaks = breaks;
            this.frames = new ArrayDeque<>(frames);
        }

        @Override
        public Optional<Frame> next() {
            if (failure != null) {
                throw new ProviderException(failure);
            }
            if (breaks && frames.isEmpty()) {
                throw new ProviderException(new Interrupted("reset"));
            }
            return Optional.ofNullable(frames.poll()).map(Frame::ofUtf8);
        }

        @Override
        public void close() {}
    }
}
