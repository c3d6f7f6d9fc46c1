package dev.pointsman.router.telemetry;

import dev.pointsman.router.config.ProviderConfig;
import java.util.Map;

/** What the OpenTelemetry conventions for generative AI call a vendor; those they do not know keep our name of their type or preset. */
public final class VendorName {

    /** From the conventions' list of {@code gen_ai.provider.name}. */
    private static final Map<String, String> CONVENTIONS = Map.of(
            "gemini",
            "gcp.gemini",
            "bedrock",
            "aws.bedrock",
            "azure",
            "azure.ai.openai",
            "mistral",
            "mistral_ai",
            "xai",
            "x_ai",
            "moonshot",
            "moonshot_ai");

    private VendorName() {}

    public static String of(ProviderConfig provider) {
        Object preset = provider.raw().get("preset");
        String name = preset instanceof String text ? text : provider.type();
        return CONVENTIONS.getOrDefault(name, name);
    }
}
