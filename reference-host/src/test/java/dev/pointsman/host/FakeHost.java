package dev.pointsman.host;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.PluginState;
import dev.pointsman.hostkit.egress.HostEgress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A host whose only plugin brings a router that answers every chat in the same way. */
public final class FakeHost implements OpenHost, ModelProviderFactory {

    public static final String ANSWER = """
            {"id":"x","object":"chat.completion","model":"cheap","choices":[{"index":0,"finish_reason":"stop",\
            "message":{"role":"assistant","content":"Hello."}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<ControlRequest> questions = new CopyOnWriteArrayList<>();
    private final List<SettingsProblem> problems = new ArrayList<>();
    private final List<PluginState> plugins =
            new ArrayList<>(List.of(new PluginState("fake 1.0", true, "brings auto")));
    private volatile List<InetSocketAddress> own = List.of();
    private final HostEgress egress = HostEgress.create();
    private volatile boolean closed;

    /** What the router answers to a question of an operator; null for nothing any more. */
    public FakeHost answering(String path, @Nullable String json) {
        if (json == null) {
            answers.remove(path);
        } else {
            answers.put(path, json);
        }
        return this;
    }

    /** What operators asked the router, in order. */
    public List<ControlRequest> questions() {
        return questions;
    }

    /** The router refuses every policy for this. */
    public FakeHost refusing(String path, String message, String wayOut) {
        problems.add(new SettingsProblem(path, message, wayOut));
        return this;
    }

    public FakeHost with(PluginState plugin) {
        plugins.add(plugin);
        return this;
    }

    public boolean isClosed() {
        return closed;
    }

    public List<InetSocketAddress> ownAddresses() {
        return own;
    }

    @Override
    public HostContext context() {
        return new HostContext() {
            @Override
            public ProviderDirectory providers() {
                return new ProviderDirectory() {
                    @Override
                    public Optional<ModelProviderFactory> factory(String type) {
                        return type.equals("auto") ? Optional.of(FakeHost.this) : Optional.empty();
                    }
                };
            }

            @Override
            public Secrets secrets() {
                return reference -> {
                    throw new SecretUnavailableException(reference + ": the variable is not set");
                };
            }
        };
    }

    @Override
    public List<PluginState> plugins() {
        return plugins;
    }

    @Override
    public void listensOn(List<InetSocketAddress> addresses) {
        own = addresses;
    }

    @Override
    public HostEgress egress() {
        return egress;
    }

    @Override
    public void close() {
        egress.close();
        closed = true;
    }

    @Override
    public String type() {
        return "auto";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new FakeRouter();
    }

    private final class FakeRouter implements ModelProvider, RouterControl {

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
        }

        @Override
        public List<ModelDescriptor> models(CallContext context) {
            return List.of(
                    ModelDescriptor.of("auto").build(),
                    ModelDescriptor.of("auto-fast").build(),
                    ModelDescriptor.of("sandbox/cheap").build());
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            return new OneFrame(ANSWER);
        }

        @Override
        public ModelResponse handle(ControlRequest request) {
            questions.add(request);
            String answer = answers.get(request.path());
            if (answer == null) {
                throw new ControlException(404, "not_found", "there is no " + request.path());
            }
            return new OneFrame(answer);
        }

        @Override
        public RoutingDecision explain(ModelRequest request, CallContext context) {
            throw new ControlException(404, "not_found", "this router explains nothing");
        }
    }

    private static final class OneFrame implements ModelResponse {

        private Optional<Frame> frame;

        OneFrame(String json) {
            this.frame = Optional.of(Frame.ofUtf8(json));
        }

        @Override
        public Optional<Frame> next() {
            Optional<Frame> once = frame;
            frame = Optional.empty();
            return once;
        }

        @Override
        public void close() {}
    }
}
