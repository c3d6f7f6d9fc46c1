package dev.pointsman.router;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.credentials.Credentials;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers that one policy made, and what they say of their models. Counts who uses them: the policy in force and each
 * running request. Who leaves last closes them. Thread-safe.
 */
final class MadeProviders {

    private static final Logger LOG = LoggerFactory.getLogger(MadeProviders.class);

    private final Map<ProviderConfig, ModelProvider> byEntry;
    private final Map<String, ModelProvider> byName = new LinkedHashMap<>();
    private final ModelLists lists;
    /** One for the policy in force; 0 is for ever. */
    private final AtomicInteger users = new AtomicInteger(1);

    MadeProviders(Map<ProviderConfig, ModelProvider> made, Credentials credentials) {
        this.byEntry = new LinkedHashMap<>(made);
        made.forEach((entry, provider) -> byName.put(entry.name(), provider));
        this.lists = new ModelLists(credentials);
    }

    /** Whether they may be used until {@link #leave()}; false once they are closed. */
    boolean enter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends one use; the last one closes them. */
    void leave() {
        if (users.getAndUpdate(count -> Math.max(0, count - 1)) == 1) {
            byEntry.forEach(MadeProviders::close);
        }
    }

    /** Closes them under whoever still uses them: the router itself ends. */
    void closeNow() {
        if (users.getAndSet(0) > 0) {
            byEntry.forEach(MadeProviders::close);
        }
    }

    @Nullable
    ModelProvider find(String name) {
        return byName.get(name);
    }

    /** What each says of its models; an empty list where it told none yet. */
    Map<String, List<ModelDescriptor>> listed() {
        Map<String, List<ModelDescriptor>> listed = new LinkedHashMap<>();
        byName.keySet().forEach(name -> listed.put(name, lists.of(name)));
        return listed;
    }

    /** What each takes as it is. */
    Map<String, Set<Dialect>> dialects() {
        Map<String, Set<Dialect>> dialects = new LinkedHashMap<>();
        byName.forEach((name, provider) -> dialects.put(name, provider.dialects()));
        return dialects;
    }

    /** Believes what an earlier policy's providers said, where the entry did not change. */
    void keepLists(MadeProviders before) {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        before.byEntry.keySet().forEach(entry -> entries.put(entry.name(), entry.raw()));
        Collection<ProviderConfig> same = byEntry.keySet().stream()
                .filter(entry -> entry.raw().equals(entries.get(entry.name())))
                .toList();
        lists.keep(before.lists, same);
    }

    /** Asks for their models, and waits. Not those whose models the operator names. */
    void ask(Duration wait) {
        Map<ProviderConfig, ModelProvider> telling = new LinkedHashMap<>();
        byEntry.forEach((entry, provider) -> {
            if (entry.enabled() && entry.models().isEmpty()) {
                telling.put(entry, provider);
            }
        });
        lists.ask(telling, wait);
    }

    /**
     * Asks one of them for its models; does nothing where it is none of them.
     *
     * @throws dev.pointsman.api.failure.ProviderException when it does not answer
     */
    void listAgain(String name) {
        byEntry.forEach((entry, provider) -> {
            if (entry.name().equals(name)) {
                lists.askNow(entry, provider);
            }
        });
    }

    private static void close(ProviderConfig entry, ModelProvider provider) {
        try {
            provider.close();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("provider", entry.name())
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a provider plugin failed to close");
        }
    }
}
