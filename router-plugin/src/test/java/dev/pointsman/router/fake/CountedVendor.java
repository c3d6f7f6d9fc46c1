package dev.pointsman.router.fake;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes providers that remember whether they were used after they had been closed. Thread-safe. */
public final class CountedVendor implements ModelProviderFactory {

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger usedAfterClose = new AtomicInteger();

    public int made() {
        return made.get();
    }

    /** Each counts once, however often it is closed. */
    public int closed() {
        return closed.get();
    }

    public int usedAfterClose() {
        return usedAfterClose.get();
    }

    @Override
    public String type() {
        return "fake";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        made.incrementAndGet();
        return new Provider();
    }

    private final class Provider implements ModelProvider {

        private boolean over;

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            use();
            Deque<String> frames = new ArrayDeque<>(List.of("""
                    {"choices":[{"index":0,"delta":{"content":"hello"}}],"model":"%s"}""".formatted(request.model()), """
                    {"choices":[{"index":0,"delta":{"content":" again"}}]}""", """
                    {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]"));
            return new ModelResponse() {
                @Override
                public Optional<Frame> next() {
                    use();
                    return Optional.ofNullable(frames.poll()).map(Frame::ofUtf8);
                }

                @Override
                public void close() {}
            };
        }

        private synchronized void use() {
            if (over) {
                usedAfterClose.incrementAndGet();
            }
        }

        @Override
        public synchronized void close() {
            if (!over) {
                over = true;
                closed.incrementAndGet();
            }
        }
    }
}
