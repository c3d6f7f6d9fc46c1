package dev.pointsman.provider.testkit.faultkit;

import java.time.Duration;

/**
 * What Portkey's gateway is told with each request: its configuration travels in a header. The case's vendor comes first, the spare
 * second, by Portkey's own strategy {@code fallback}, which takes every status but 2xx for a
 * failure, and with its {@code request_timeout}.
 */
public final class PortkeyRecipe {

    /** The header that carries it. */
    public static final String HEADER = "x-portkey-config";

    /** The model to ask for. */
    public static final String MODEL = "model-a";

    private PortkeyRecipe() {}

    /**
     * The header's value for one case, as JSON.
     *
     * @param patience of {@code request_timeout}
     */
    public static String config(VendorAddresses vendors, FaultCase faultCase, Duration patience) {
        return "{\"strategy\":{\"mode\":\"fallback\"},\"request_timeout\":" + patience.toMillis() + ",\"targets\":["
                + target(vendors.of(faultCase) + "/v1") + "," + target(vendors.ofSpare() + "/v1") + "]}";
    }

    private static String target(String url) {
        return "{\"provider\":\"openai\",\"custom_host\":\"" + url + "\",\"api_key\":\"faultkit\"}";
    }
}
