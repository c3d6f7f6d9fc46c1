package dev.pointsman.router.catalog;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which vendor's prices hold for a provider. */
public final class Vendors {

    /** Nobody knows whose prices hold. */
    public static final String UNKNOWN = "unknown";

    private static final String OLLAMA = "ollama";

    private static final Map<String, String> BY_TYPE = Map.of(
            "openai",
            "openai",
            "anthropic",
            "anthropic",
            "gemini",
            "google",
            OLLAMA,
            OLLAMA,
            "bedrock",
            "bedrock",
            "sandbox",
            "sandbox");

    private static final Map<String, String> BY_HOST = Map.of(
            "api.openai.com", "openai",
            "api.anthropic.com", "anthropic",
            "generativelanguage.googleapis.com", "google",
            "api.deepseek.com", "deepseek",
            "api.mistral.ai", "mistral",
            "api.groq.com", "groq",
            "api.x.ai", "xai",
            "openrouter.ai", "openrouter");

    private static final Map<String, String> BY_PRESET = Map.of(
            "openai", "openai",
            "gemini", "google",
            "ollama", OLLAMA,
            "deepseek", "deepseek",
            "mistral", "mistral",
            "groq", "groq",
            "xai", "xai",
            "openrouter", "openrouter");

    private Vendors() {}

    /**
     * By the type where it names a vendor, else by the host of the base URL, else by the preset. A preset beside a base URL of
     * the operator's own says how that server speaks and not whose bill it is; an Ollama sends none, wherever it runs.
     *
     * @param preset as the operator wrote it; null when it was not
     * @param baseUrl as the operator wrote it; null when it was not
     */
    public static String of(String type, @Nullable String preset, @Nullable String baseUrl) {
        String byType = BY_TYPE.get(type);
        if (byType != null) {
            return byType;
        }
        String byPreset = preset == null ? UNKNOWN : BY_PRESET.getOrDefault(preset, UNKNOWN);
        if (baseUrl == null) {
            return byPreset;
        }
        return BY_HOST.getOrDefault(host(baseUrl), byPreset.equals(OLLAMA) ? OLLAMA : UNKNOWN);
    }

    private static String host(String baseUrl) {
        try {
            String host = URI.create(baseUrl.strip()).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // The provider's own factory tells the operator; here it is just no known vendor.
            return "";
        }
    }
}
