package dev.pointsman.router.fake;

import dev.pointsman.api.decision.DecisionListener;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.ModelProviderFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A host that lends what a test gives it: one provider type {@code fake}, named secrets, a listener. */
public final class FakeHost implements HostContext {

    private final ModelProviderFactory factory;
    private final Map<String, String> secrets = new HashMap<>();
    private final List<DecisionListener> listeners = new ArrayList<>();
    private final Map<Class<?>, Object> services = new HashMap<>();

    public FakeHost(ModelProviderFactory factory) {
        this.factory = factory;
    }

    public FakeHost secret(String reference, String value) {
        secrets.put(reference, value);
        return this;
    }

    public FakeHost listener(DecisionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Lends a service under its type. */
    public <T> FakeHost lending(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        return Optional.ofNullable(services.get(type)).map(type::cast);
    }

    @Override
    public Secrets secrets() {
        return reference -> {
            String value = secrets.get(reference);
            if (value == null) {
                throw new SecretUnavailableException(reference + " is not set");
            }
            return Secret.of(value);
        };
    }

    @Override
    public ProviderDirectory providers() {
        return new ProviderDirectory() {
            @Override
            public Optional<ModelProviderFactory> factory(String type) {
                return type.equals(factory.type()) ? Optional.of(factory) : Optional.empty();
            }

            @Override
            public Set<String> types() {
                return Set.of(factory.type());
            }

            @Override
            public <T> List<T> extensions(Class<T> extensionPoint) {
                return extensionPoint.equals(DecisionListener.class)
                        ? listeners.stream().map(extensionPoint::cast).toList()
                        : List.of();
            }
        };
    }
}
