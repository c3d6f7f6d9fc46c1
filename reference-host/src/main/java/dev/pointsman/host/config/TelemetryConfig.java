package dev.pointsman.host.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where meters and spans go, beside the admin port's {@code /metrics}.
 *
 * @param otlp the base URL of a collector that speaks OTLP over HTTP; null for none
 * @param sample the share of traces that begin here and are recorded; of those that a client began, its own word counts
 */
public record TelemetryConfig(@Nullable URI otlp, double sample) {

    public static final TelemetryConfig DEFAULT = new TelemetryConfig(null, 1);

    static TelemetryConfig read(Section section) {
        TelemetryConfig config = new TelemetryConfig(
                section.text("otlp").flatMap(text -> url(section, text)).orElse(null),
                section.share("sample", DEFAULT.sample));
        section.end();
        return config;
    }

    private static Optional<URI> url(Section section, String text) {
        try {
            URI url = new URI(text);
            boolean http = String.valueOf(url.getScheme()).matches("https?");
            if (http && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Told below, as every other text that is no such URL; the exception would only repeat it.
        }
        section.problem(
                "otlp",
                "must be an http or https URL without user, password and query",
                "write for example \"http://127.0.0.1:4318\"; credentials are a collector's matter");
        return Optional.empty();
    }

    /** Where one kind of signal goes: {@code v1/metrics}, {@code v1/traces}. */
    public Optional<URI> signal(String path) {
        if (otlp == null) {
            return Optional.empty();
        }
        String base = otlp.toString();
        return Optional.of(URI.create((base.endsWith("/") ? base : base + "/") + path));
    }
}
