package dev.pointsman.edge;

import dev.pointsman.edge.Problem.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps web pages away. A page in somebody's browser can reach a local port: under its own origin, or, after its name was
 * rebound to 127.0.0.1, under a host name that is not ours. So only known hosts and origins pass, also on loopback, and bodies
 * must be declared as JSON, which no form can do.
 */
final class Gate {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?");
    private static final Pattern JSON = Pattern.compile("application/(?:[a-z0-9.-]+\\+)?json(?:\\s*;.*)?");

    private final Set<String> hosts;
    private final Set<String> origins;
    private final boolean sameOrigin;

    /**
     * @param hosts names beside the loopback ones, without port; {@code *} for any
     * @param origins for example {@code https://console.example.com}
     * @param sameOrigin whether a page that this very door served may call it
     */
    Gate(Set<String> hosts, Set<String> origins, boolean sameOrigin) {
        Set<String> all = new TreeSet<>(LOOPBACK);
        hosts.forEach(host -> all.add(host.toLowerCase(Locale.ROOT)));
        this.hosts = Set.copyOf(all);
        this.origins = Set.copyOf(origins);
        this.sameOrigin = sameOrigin;
    }

    /** @throws ProblemException 400 or 403 */
    void checkWhereItComesFrom(Exchange exchange) throws ProblemException {
        List<String> sent = exchange.headers("host");
        if (sent.size() != 1) {
            throw new ProblemException(Problem.invalid("invalid_host", "Exactly one Host header is needed.", "host"));
        }
        String authority = sent.getFirst().toLowerCase(Locale.ROOT);
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || !(hosts.contains(parts.group(1)) || hosts.contains("*"))) {
            throw forbidden("host_not_allowed", "This host name is not served here; the operator can allow it.");
        }
        Optional<String> origin = exchange.header("origin");
        if (origin.isPresent() && !allowsOrigin(origin.get(), authority)) {
            throw forbidden("origin_not_allowed", "Web pages of this origin may not call; the operator can allow it.");
        }
    }

    /** @throws ProblemException 415 */
    void checkIsJson(Exchange exchange) throws ProblemException {
        String type = exchange.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!JSON.matcher(type).matches()) {
            throw new ProblemException(Problem.of(
                    415, Kind.INVALID, "unsupported_media_type", "The Content-Type must be application/json."));
        }
    }

    private boolean allowsOrigin(String origin, String authority) {
        if (origins.contains(origin)) {
            return true;
        }
        return sameOrigin && (origin.equals("http://" + authority) || origin.equals("https://" + authority));
    }

    private static ProblemException forbidden(String code, String message) {
        return new ProblemException(Problem.of(403, Kind.FORBIDDEN, code, message));
    }
}
