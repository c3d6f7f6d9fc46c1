package dev.pointsman.router.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell, beside the log, section {@code alerts}.
 *
 * @param webhook the URL that is posted to, or a reference to it, since such an URL may be a secret; null for nobody
 * @param credential a reference, sent as a bearer token; null for none
 * @param local whether the URL may lie on this machine or in a private network, and then nowhere else
 */
public record AlertsConfig(
        @Nullable String webhook, @Nullable String credential, boolean local) {

    static AlertsConfig read(ConfigReader root) {
        ConfigReader section = root.section("alerts");
        ConfigReader webhook = section.section("webhook");
        String url = webhook.text("url");
        AlertsConfig config = new AlertsConfig(
                url,
                webhook.reference("credential"),
                webhook.choice("locality", Locality.class, Locality.ANY) == Locality.LOCAL);
        if (section.has("webhook") && !webhook.has("url")) {
            webhook.problem("url", "is missing", "write url: https://…");
        }
        if (url != null && !Values.isReference(url) && !isHttp(url)) {
            webhook.problem("url", "is no http or https URL", "write https://…, or ${env:NAME} where it is a secret");
        }
        webhook.noOtherKeys();
        section.noOtherKeys();
        return config;
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Without the URL, which may be a secret. */
    @Override
    public String toString() {
        return "AlertsConfig[" + (webhook == null ? "nobody" : "a webhook") + "]";
    }

    private enum Locality {
        ANY,
        LOCAL
    }
}
