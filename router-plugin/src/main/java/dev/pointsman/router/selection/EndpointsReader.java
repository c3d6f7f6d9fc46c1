package dev.pointsman.router.selection;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Vendors;
import dev.pointsman.router.config.ModelConfig;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.health.EndpointKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which models there are at which provider, and what is known of each. The operator's list counts before the provider's own, and
 * that before the catalog's; of each fact, the operator's word counts before the provider's, and that before the catalog's.
 */
public final class EndpointsReader {

    private final RouterConfig config;
    private final ModelCatalog catalog;
    private final LocalDate day;

    /** @param day whose prices hold, UTC */
    public EndpointsReader(RouterConfig config, ModelCatalog catalog, LocalDate day) {
        this.config = config;
        this.catalog = catalog;
        this.day = day;
    }

    /**
     * The endpoints of every provider, in the order of the policy.
     *
     * @param listed what each provider says of its models, by the provider's name; one that is missing or empty could not tell
     * @param dialects what each provider takes, by the provider's name
     */
    public List<EndpointFacts> read(Map<String, List<ModelDescriptor>> listed, Map<String, Set<Dialect>> dialects) {
        List<EndpointFacts> endpoints = new ArrayList<>();
        config.providers().forEach((name, provider) -> {
            List<ModelDescriptor> descriptors = listed.getOrDefault(name, List.of());
            endpoints.addAll(read(provider, descriptors, dialects.getOrDefault(name, Set.of())));
        });
        return List.copyOf(endpoints);
    }

    private List<EndpointFacts> read(ProviderConfig provider, List<ModelDescriptor> listed, Set<Dialect> dialects) {
        Map<String, ModelDescriptor> descriptors = new LinkedHashMap<>();
        listed.forEach(descriptor -> descriptors.put(descriptor.id(), descriptor));
        Map<String, ModelConfig> said = new LinkedHashMap<>();
        provider.models().forEach(model -> said.put(model.id(), model));
        String vendor = Vendors.of(provider.type(), text(provider, "preset"), text(provider, "baseUrl"));
        List<EndpointFacts> endpoints = new ArrayList<>();
        for (String id : ids(said, descriptors, vendor)) {
            EndpointKey key = new EndpointKey(provider.name(), id);
            ModelFacts facts = facts(key, vendor, provider, descriptors.get(id), said.get(id));
            endpoints.add(new EndpointFacts(
                    key,
                    facts,
                    provider.local() && !offloaded(id),
                    provider.region(),
                    provider.owner(),
                    provider.retention(),
                    provider.enabled(),
                    !said.containsKey(id)
                            && (onlyByName(facts, vendor, descriptors.get(id))
                                    || twin(id, facts, descriptors.keySet())),
                    dialects));
        }
        return endpoints;
    }

    private static @Nullable String text(ProviderConfig provider, String member) {
        Object value = provider.raw().get(member);
        return value == null ? null : value.toString();
    }

    private Iterable<String> ids(
            Map<String, ModelConfig> said, Map<String, ModelDescriptor> descriptors, String vendor) {
        if (!said.isEmpty()) {
            return said.keySet();
        }
        if (!descriptors.isEmpty()) {
            return descriptors.keySet();
        }
        // A local server holds what its operator loaded: only it can tell, so its vendor's ids are no list.
        return vendor.equals("ollama") ? List.of() : catalog.ids(vendor);
    }

    private ModelFacts facts(
            EndpointKey key,
            String vendor,
            ProviderConfig provider,
            @Nullable ModelDescriptor descriptor,
            @Nullable ModelConfig said) {
        ModelFacts facts = catalog.find(vendor, key.model(), day).orElseGet(() -> ModelFacts.unknown(key.model()));
        facts = descriptor == null ? facts : Overrules.byProvider(facts, descriptor);
        facts = provider.local() && facts.price() == null ? Overrules.unbilled(facts) : facts;
        ModelConfig everywhere = config.catalog().get(key.model());
        ModelConfig here = config.catalog().get(key.name());
        facts = everywhere == null ? facts : Overrules.byOperator(facts, everywhere, day);
        facts = here == null ? facts : Overrules.byOperator(facts, here, day);
        return said == null ? facts : Overrules.byOperator(facts, said, day);
    }

    /**
     * A vendor's list holds speech, image and moderation models too. Of a vendor the catalog knows, a listed model of which
     * nobody knows anything answers only those who ask for it by name.
     */
    private boolean onlyByName(ModelFacts facts, String vendor, @Nullable ModelDescriptor descriptor) {
        boolean told = descriptor != null
                && (descriptor.capabilities().isPresent()
                        || descriptor.inputPrice().isPresent()
                        || descriptor.contextWindow().isPresent());
        boolean local = vendor.equals("ollama");
        return !told && !local && catalog.knows(vendor) && facts.price() == null;
    }

    /** The dated id of a model that is listed without its date too: trying both would be trying the same one twice. */
    private static boolean twin(String id, ModelFacts facts, Set<String> listed) {
        return !id.equals(facts.id()) && listed.contains(facts.id());
    }

    /** A local Ollama passes models of this name on to its vendor's cloud, through the same local port. */
    private static boolean offloaded(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        return lower.endsWith("-cloud") || lower.endsWith(":cloud");
    }
}
