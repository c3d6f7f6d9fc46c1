package dev.pointsman.router.telemetry;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps labels within bounds, whatever a caller, a vendor's list or a long policy brings: a value is one that the policy in force
 * names, and of models and workspaces only so many have series of their own. Thread-safe.
 */
final class LabelValues {

    static final String OTHER = "other";

    /** With their own series, in the order in which they are used; each takes about forty. */
    private static final int MOST_MODELS = 50;

    /** Of a policy that names more, no workspace has a series of its own. */
    private static final int MOST_WORKSPACES = 100;

    private static final Pattern DATED = Pattern.compile("[-@.:][0-9][0-9-]*");

    private final Set<EndpointKey> models = ConcurrentHashMap.newKeySet();
    private volatile Policy policy = new Policy(Map.of(), Set.of(), Set.of());

    /** @param systems by provider */
    private record Policy(Map<String, String> systems, Set<EndpointKey> endpoints, Set<String> workspaces) {}

    void use(RouterConfig config, Collection<EndpointFacts> endpoints) {
        Map<String, String> systems = new HashMap<>();
        config.providers().values().forEach(provider -> systems.put(provider.name(), VendorName.of(provider)));
        Set<String> workspaces = config.workspaces().keySet();
        policy = new Policy(
                systems,
                endpoints.stream().map(EndpointFacts::key).collect(Collectors.toUnmodifiableSet()),
                workspaces.size() < MOST_WORKSPACES ? Set.copyOf(workspaces) : Set.of());
    }

    String provider(String name) {
        return policy.systems().containsKey(name) ? name : OTHER;
    }

    /** The vendor as the GenAI conventions name it. */
    String system(String provider) {
        return policy.systems().getOrDefault(provider, OTHER);
    }

    String model(EndpointKey endpoint) {
        if (models.contains(endpoint)) {
            return endpoint.model();
        }
        if (models.size() < MOST_MODELS && policy.endpoints().contains(endpoint)) {
            models.add(endpoint);
            return endpoint.model();
        }
        return OTHER;
    }

    String workspace(String name) {
        return name.equals("default") || policy.workspaces().contains(name) ? name : OTHER;
    }

    /** The labels that the GenAI conventions give every meter of an attempt. */
    record GenAi(String operation, String system, String asked, String served) {

        /** With those that one meter has besides. */
        String[] and(String... further) {
            String[] all = Arrays.copyOf(new String[] {operation, system, asked, served}, 4 + further.length);
            System.arraycopy(further, 0, all, 4, further.length);
            return all;
        }
    }

    /** @param served what the vendor calls the model that answered; null when it does not say */
    GenAi genAi(RoutedRequest request, EndpointKey asked, @Nullable String served) {
        boolean embeddings = request.asked().dialect().equals(Dialect.OPENAI_EMBEDDINGS);
        return new GenAi(
                embeddings ? "embeddings" : "chat", system(asked.provider()), model(asked), served(asked, served));
    }

    /** A vendor's word, as far as the policy knows it; a dated version of the model that was asked for is that model. */
    private String served(EndpointKey asked, @Nullable String served) {
        if (served == null || served.equals(asked.model())) {
            return model(asked);
        }
        EndpointKey theirs = new EndpointKey(asked.provider(), served);
        if (policy.endpoints().contains(theirs)) {
            return model(theirs);
        }
        boolean dated = served.startsWith(asked.model())
                && DATED.matcher(served.substring(asked.model().length())).matches();
        return dated ? model(asked) : OTHER;
    }
}
