package dev.pointsman.router;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.credentials.CredentialState;
import dev.pointsman.router.credentials.Credentials;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What providers say of their own models: asked away from requests, and the last good answer kept. Thread-safe. */
final class ModelLists {

    private static final Logger LOG = LoggerFactory.getLogger(ModelLists.class);

    private final Credentials credentials;
    private final Map<String, List<ModelDescriptor>> lists = new ConcurrentHashMap<>();

    ModelLists(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Takes the lists of those whose entry is the same as it was. */
    void keep(ModelLists before, Collection<ProviderConfig> same) {
        for (ProviderConfig provider : same) {
            List<ModelDescriptor> known = before.of(provider.name());
            if (!known.isEmpty()) {
                lists.put(provider.name(), known);
            }
        }
    }

    /** The last good list of a provider; empty when it never told one. */
    List<ModelDescriptor> of(String provider) {
        return lists.getOrDefault(provider, List.of());
    }

    /** Asks all at once and waits; who answers later is heard at the next time. */
    void ask(Map<ProviderConfig, ModelProvider> providers, Duration wait) {
        CountDownLatch answered = new CountDownLatch(providers.size());
        providers.forEach((config, provider) -> Thread.ofVirtual()
                .name("pointsman-models-" + config.name())
                .start(() -> {
                    ask(config, provider);
                    answered.countDown();
                }));
        try {
            if (!answered.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atInfo().addKeyValue("late", answered.getCount()).log("providers have not listed their models yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(ProviderConfig config, ModelProvider provider) {
        try {
            askNow(config, provider);
        } catch (ProviderException e) {
            LOG.atInfo()
                    .addKeyValue("provider", config.name())
                    .addKeyValue("reason", e.failure().code())
                    .log("a provider did not list its models");
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("provider", config.name())
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a provider plugin failed to list its models");
        }
    }

    /**
     * Asks one, and keeps what it says.
     *
     * @throws ProviderException when it does not answer
     */
    void askNow(ProviderConfig config, ModelProvider provider) {
        List<ModelDescriptor> models = provider.models(context(config));
        if (!models.isEmpty()) {
            lists.put(config.name(), List.copyOf(models));
        }
    }

    /** With the platform's own: what a workspace's credential would list is no other workspace's business. */
    private CallContext context(ProviderConfig config) {
        Optional<Credential> usable = CredentialPools.platform(config).stream()
                .map(credentials::of)
                .filter(CredentialState.Usable.class::isInstance)
                .map(state -> ((CredentialState.Usable) state).credential())
                .findFirst();
        return new CallContext() {
            @Override
            public Optional<Credential> credential() {
                return usable;
            }
        };
    }
}
