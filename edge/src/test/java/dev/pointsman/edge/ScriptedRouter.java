package dev.pointsman.edge;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.TokenCounter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A router that answers with scripted responses and remembers what it was asked. */
public final class ScriptedRouter implements ModelProvider, RouterControl, TokenCounter {

    /** What the door handed over. */
    public record Call(ModelRequest request, CallContext context) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile Function<ModelRequest, ModelResponse> answers =
            request -> new ScriptedResponse().frame("{\"id\":\"whole\"}").end();
    private volatile Function<ControlRequest, ModelResponse> control = question -> {
        throw new ControlException(404, "no_such_path", "There is nothing at this path.");
    };
    private volatile Function<ModelRequest, TokenCount> counter = request -> new TokenCount(0, "none");
    private volatile List<ModelDescriptor> models = List.of();

    public ScriptedRouter answersWith(ModelResponse response) {
        return answersWith(request -> response);
    }

    public ScriptedRouter answersWith(Function<ModelRequest, ModelResponse> answers) {
        this.answers = answers;
        return this;
    }

    public ScriptedRouter countsBy(Function<ModelRequest, TokenCount> counter) {
        this.counter = counter;
        return this;
    }

    public ScriptedRouter controlledBy(Function<ControlRequest, ModelResponse> control) {
        this.control = control;
        return this;
    }

    public ScriptedRouter knows(String... ids) {
        return knows(
                List.of(ids).stream().map(id -> ModelDescriptor.of(id).build()).toList());
    }

    public ScriptedRouter knows(List<ModelDescriptor> models) {
        this.models = models;
        return this;
    }

    public ProviderDirectory directory() {
        return new ProviderDirectory() {
            @Override
            public Optional<ModelProvider> find(String name) {
                return name.equals("auto") ? Optional.of(ScriptedRouter.this) : Optional.empty();
            }
        };
    }

    /** The next call, waiting for it. */
    public Call call() throws InterruptedException {
        Call call = calls.poll(5, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("the router was not called");
        }
        return call;
    }

    public int waitingCalls() {
        return calls.size();
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES));
    }

    @Override
    public List<ModelDescriptor> models(CallContext context) {
        return models;
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        calls.add(new Call(request, context));
        return answers.apply(request);
    }

    @Override
    public TokenCount countTokens(ModelRequest request, CallContext context) {
        calls.add(new Call(request, context));
        return counter.apply(request);
    }

    @Override
    public ModelResponse handle(ControlRequest request) {
        return control.apply(request);
    }

    @Override
    public RoutingDecision explain(ModelRequest request, CallContext context) {
        throw new UnsupportedOperationException("no test of the edge asks this way");
    }
}
