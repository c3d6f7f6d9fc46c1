package dev.pointsman.host.doctor.production;

import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody listens where alerts go. A connection is opened and closed; nothing is posted. The URL may be a secret and is not told. */
record ReachableWebhook() implements ProductionCheck {

    private static final int PATIENCE_MILLIS = 3_000;
    private static final String CHANGE =
            "alerts: {webhook: {url: \"${env:BUDGET_WEBHOOK}\"}}   # one that this machine reaches";

    @Override
    public String id() {
        return "webhook-reachable";
    }

    @Override
    public Outcome look(Installation installation) {
        @Nullable Object alerts = installation.configuration().policy().get("alerts");
        @Nullable Object webhook = alerts instanceof Map<?, ?> map ? map.get("webhook") : null;
        if (!(webhook instanceof Map<?, ?> map) || !(map.get("url") instanceof String url)) {
            return Outcome.unknown("there is no webhook; see alerts-present");
        }
        try {
            return connect(new URI(resolved(url, installation.secrets())));
        } catch (SecretUnavailableException e) {
            return Outcome.broken(
                    "alerts.webhook.url", String.valueOf(e.getMessage()), "set it where the gateway runs");
        } catch (URISyntaxException e) {
            // Its message would repeat what may be a secret.
            return Outcome.broken("alerts.webhook.url", "is no URL", CHANGE);
        }
    }

    private static String resolved(String url, Secrets secrets) {
        return url.strip().startsWith("${") ? secrets.resolve(url).reveal() : url;
    }

    private static Outcome connect(URI url) {
        if (url.getHost() == null) {
            return Outcome.broken("alerts.webhook.url", "names no host", CHANGE);
        }
        int port = url.getPort() > 0 ? url.getPort() : "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
            return Outcome.held("takes connections (nothing was posted)");
        } catch (IOException e) {
            return Outcome.broken(
                    "alerts.webhook.url", "takes no connection (" + e.getClass().getSimpleName() + ")", CHANGE);
        }
    }
}
