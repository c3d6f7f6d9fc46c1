package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.api.exchange.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A policy for Pointsman: a provider for each case, and a profile that tries it before the spare. */
public final class PointsmanRecipe {

    /** The model to ask for. */
    public static final String MODEL = "auto-{case}";

    /** The environment's variable that has to hold something. */
    public static final String KEY_VARIABLE = "FAULTKIT_KEY";

    private static final Map<Dialect, String> TYPES = Map.of(
            Dialect.OPENAI_CHAT, "openai-compatible",
            Dialect.OPENAI_RESPONSES, "openai",
            Dialect.ANTHROPIC_MESSAGES, "anthropic",
            Dialect.GEMINI_GENERATE, "gemini");

    private PointsmanRecipe() {}

    /**
     * @param dialect that the vendors are asked in
     * @param patience with vendors that say nothing, where only patience ends a case; elsewhere it is long
     */
    public static String policy(VendorAddresses vendors, Dialect dialect, Duration patience) {
        StringBuilder providers = new StringBuilder(provider(FaultyVendors.SPARE, vendors.ofSpare(), dialect));
        StringBuilder profiles = new StringBuilder("  default: {candidates: [\"spare/*\"]}\n");
        for (FaultCase faultCase : FaultCatalog.cases()) {
            providers.append(provider(faultCase.name(), vendors.of(faultCase), dialect));
            profiles.append(profile(faultCase, patience));
        }
        return "version: 1\nresilience: {retryBudget: {capacity: 100000}}\nproviders:\n" + providers + "profiles:\n"
                + profiles;
    }

    private static String provider(String name, URI url, Dialect dialect) {
        String version = dialect.equals(Dialect.ANTHROPIC_MESSAGES)
                ? ""
                : dialect.equals(Dialect.GEMINI_GENERATE) ? "/v1beta" : "/v1";
        return "  " + name + ": {type: " + TYPES.get(dialect) + ", baseUrl: \"" + url + version
                + "\", credential: \"${env:" + KEY_VARIABLE
                + "}\", owner: faultkit, source: faultkit, locality: local, models: [{id: model-a, window: 128000,"
                + " capabilities: [streaming, tools], price: {input: 1, output: 2}, quality: 0.5}]}\n";
    }

    private static String profile(FaultCase faultCase, Duration patience) {
        long millis = patience.toMillis();
        String limits = faultCase.fault().waits()
                ? "firstToken: " + millis + "ms, stall: " + millis + "ms, total: " + 5 * millis + "ms"
                : "connect: 5s, firstToken: 20s, stall: 20s, total: 1m";
        return "  " + faultCase.name() + ": {candidates: [\"" + faultCase.name()
                + "/*\"], fallback: [\"spare/*\"], attempts: {max: 3, " + limits + "}}\n";
    }
}
