package dev.pointsman.host.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.host.control.LocalRouter;
import java.util.Map;

/**
 * A router made from a policy.
 *
 * @param provider answers agents
 * @param control answers operators; the same object
 */
public record MadeRouter(ModelProvider provider, RouterControl control) implements AutoCloseable {

    /** The type of provider that the router plugin brings, and the name it answers under. */
    public static final String AUTO = "auto";

    /**
     * Makes a router.
     *
     * @throws InvalidSettingsException with every problem of the policy
     * @throws MissingRouterException when no plugin brings one
     */
    public static MadeRouter make(Map<String, Object> policy, HostContext host) {
        ModelProviderFactory factory = host.providers().factory(AUTO).orElseThrow(MissingRouterException::new);
        ModelProvider provider = factory.create(new ProviderSettings(AUTO, AUTO, policy), host);
        if (provider instanceof RouterControl control) {
            return new MadeRouter(provider, control);
        }
        provider.close();
        throw new MissingRouterException();
    }

    /** The JSON that answers an operator's question; no I/O. */
    public JsonNode ask(ControlRequest request) {
        return new LocalRouter(control, () -> {}).ask(request);
    }

    @Override
    public void close() {
        provider.close();
    }
}
