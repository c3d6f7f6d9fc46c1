package dev.pointsman.api.provider;

import dev.pointsman.api.host.HostContext;
import org.pf4j.ExtensionPoint;

/** The extension a provider plugin offers: makes providers from settings. Made once by PF4J with a no-argument constructor. */
public interface ModelProviderFactory extends ExtensionPoint {

    /** The word that a policy writes after {@code type:}; lower case letters, digits and dashes. */
    String type();

    /**
     * Makes one provider. Does no I/O. May be called from any thread, also while older instances still serve.
     *
     * @throws InvalidSettingsException listing every problem at once, each with its path and a way out
     */
    ModelProvider create(ProviderSettings settings, HostContext host);
}
