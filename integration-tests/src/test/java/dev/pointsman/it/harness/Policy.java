package dev.pointsman.it.harness;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Writes policies: each endpoint a provider of its own, so that no test closes another's. */
public final class Policy {

    private final List<String> providers = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();

    /** A chat-completions vendor with one capable, priced model; its base URL is {@code url/v1}. */
    public Policy chat(String name, URI url, String model) {
        return provider(name, "openai-compatible", url + "/v1", model, 128_000);
    }

    /** The same with a context window of this many tokens. */
    public Policy chat(String name, URI url, String model, int window) {
        return provider(name, "openai-compatible", url + "/v1", model, window);
    }

    /** A vendor that speaks Anthropic messages. */
    public Policy messages(String name, URI url, String model) {
        return provider(name, "anthropic", url.toString(), model, 128_000);
    }

    /** A vendor that speaks what OpenAI speaks, Responses too; its base URL is {@code url/v1}. */
    public Policy openAi(String name, URI url, String model) {
        return provider(name, "openai", url + "/v1", model, 128_000);
    }

    /** A vendor that speaks Gemini's generateContent; its base URL is {@code url/v1beta}. */
    public Policy gemini(String name, URI url, String model) {
        return provider(name, "gemini", url + "/v1beta", model, 128_000);
    }

    /** AWS Bedrock, whose requests are signed with the access key of {@link ConverseVendor}. */
    public Policy bedrock(String name, URI url, String model) {
        return provider(
                name,
                "bedrock, region: " + ConverseVendor.REGION + ", accessKeyId: " + ConverseVendor.ACCESS_KEY,
                url.toString(),
                "\"" + model + "\"",
                128_000);
    }

    /** A profile that takes the candidates in the order given, and has the patience that a busy machine needs. */
    public Policy profile(String name, String candidate, String... fallback) {
        return profile(name, "connect: 5s, firstToken: 20s, stall: 20s", candidate, fallback);
    }

    /** One that gives a vendor that says nothing up after a second. */
    public Policy hastyProfile(String name, String candidate, String... fallback) {
        return profile(name, "connect: 1s, firstToken: 1s, stall: 1s", candidate, fallback);
    }

    private Policy profile(String name, String limits, String candidate, String... fallback) {
        profiles.add("  " + name + ": {candidates: [\"" + candidate + "/*\"], fallback: [" + patterns(fallback)
                + "], attempts: {max: 3, " + limits + ", total: 1m}}");
        return this;
    }

    public String yaml() {
        return "version: 1\nresilience: {retryBudget: {capacity: 1000}}\nproviders:\n" + String.join("\n", providers)
                + "\nprofiles:\n" + String.join("\n", profiles) + "\n";
    }

    private Policy provider(String name, String type, String url, String model, int window) {
        providers.add("  " + name + ": {type: " + type + ", baseUrl: \"" + url
                + "\", credential: \"${env:VENDOR_KEY}\", owner: tests, source: tests, locality: local, models: [{id: "
                + model + ", window: " + window
                + ", capabilities: [streaming, tools, parallel-tools, images, schema, reasoning],"
                + " price: {input: 1, output: 2}, quality: 0.5}]}");
        return this;
    }

    private static String patterns(String... names) {
        return String.join(
                ", ", List.of(names).stream().map(name -> "\"" + name + "/*\"").toList());
    }
}
