package dev.pointsman.provider.testkit.faultkit;

import java.time.Duration;

/**
 * A configuration for LiteLLM's proxy: a model for each case, with the spare as its fallback, by LiteLLM's own {@code fallbacks}.
 * Its own retries are off, so that every further attempt is a fallback.
 */
public final class LiteLlmRecipe {

    /** The model to ask for. */
    public static final String MODEL = "{case}";

    private LiteLlmRecipe() {}

    /** @param patience of {@code timeout} and {@code stream_timeout}, at least a second */
    public static String config(VendorAddresses vendors, Duration patience) {
        StringBuilder models = new StringBuilder(model(FaultyVendors.SPARE, vendors.ofSpare() + "/v1"));
        StringBuilder fallbacks = new StringBuilder();
        for (FaultCase faultCase : FaultCatalog.cases()) {
            models.append(model(faultCase.name(), vendors.of(faultCase) + "/v1"));
            fallbacks.append("    - {\"").append(faultCase.name()).append("\": [\"spare\"]}\n");
        }
        long seconds = Math.max(1, patience.toSeconds());
        return "model_list:\n" + models + "router_settings:\n  num_retries: 0\n  timeout: " + seconds
                + "\n  stream_timeout: " + seconds + "\n  fallbacks:\n" + fallbacks
                + "litellm_settings:\n  num_retries: 0\n  request_timeout: " + seconds + "\n";
    }

    private static String model(String name, String url) {
        return "  - {model_name: \"" + name + "\", litellm_params: {model: \"openai/model-a\", api_base: \"" + url
                + "\", api_key: \"faultkit\"}}\n";
    }
}
