package dev.pointsman.provider.sandbox;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The vendors of one {@code providers:} entry. Thread-safe. */
final class SandboxProvider implements ModelProvider {

    private static final int OVERLOADED = 503;

    private final SandboxSettings settings;
    private final CounterDirectory.Lease counters;
    private final InstantSource clock;
    private final FlakyPattern flaky;

    SandboxProvider(SandboxSettings settings, CounterDirectory.Lease counters, InstantSource clock) {
        this.settings = settings;
        this.counters = counters;
        this.clock = clock;
        this.flaky = new FlakyPattern(settings.failEvery(), settings.cutEvery());
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
    }

    @Override
    public List<ModelDescriptor> models(CallContext context) {
        return settings.vendors().stream().map(Vendor::descriptor).toList();
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        if (!request.dialect().equals(Dialect.OPENAI_CHAT)) {
            throw Failures.invalidRequest("The sandbox speaks " + Dialect.OPENAI_CHAT + " alone.");
        }
        Vendor vendor = Vendor.named(request.model())
                .filter(settings.vendors()::contains)
                .orElseThrow(() -> new ProviderException(new ProviderFailure.ModelUnavailable()));
        return new SandboxResponse(() -> script(vendor, request), counters.of(vendor));
    }

    @Override
    public void close() {
        counters.close();
    }

    private Script script(Vendor vendor, ModelRequest request) {
        if (vendor == Vendor.DEAD) {
            throw new ProviderException(new ProviderFailure.Unreachable());
        }
        if (vendor == Vendor.FLAKY && flaky.refuses()) {
            throw new ProviderException(new ProviderFailure.Overloaded(), OVERLOADED, null);
        }
        ChatRequest chat = ChatRequestReader.read(request.payload());
        check(vendor, chat);
        Answer answer = Composer.answer(vendor, chat);
        ScriptWriter writer = new ScriptWriter(vendor, chat, answer, settings.realistic(), clock);
        if (!request.streaming()) {
            return writer.whole();
        }
        Script streamed = writer.streamed();
        return vendor == Vendor.FLAKY && flaky.cuts() ? streamed.cut() : streamed;
    }

    private static void check(Vendor vendor, ChatRequest chat) {
        if (chat.images() > 0 && !vendor.takesImages()) {
            throw Failures.invalidRequest("The sandbox vendor '" + vendor.id() + "' takes no images.");
        }
        if (TokenEstimate.input(chat) >= vendor.contextWindow()) {
            throw new ProviderException(new ProviderFailure.ContextTooLong());
        }
    }
}
