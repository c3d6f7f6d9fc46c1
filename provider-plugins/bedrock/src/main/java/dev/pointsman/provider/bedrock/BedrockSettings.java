package dev.pointsman.provider.bedrock;

import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.ExtraHeaders;
import dev.pointsman.provider.support.SettingsReader;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code providers:} entry of this type.
 *
 * @param region as AWS writes it, part of every signature
 * @param runtime where models are called
 * @param control where models are listed; empty where only {@code baseUrl} is known, which does not tell it
 * @param accessKeyId an id or a reference to one; with it the credential is a secret access key
 * @param sessionToken a reference; of temporary access keys
 * @param headers the operator's own
 */
record BedrockSettings(
        String region,
        Endpoint runtime,
        Optional<Endpoint> control,
        Optional<String> accessKeyId,
        Optional<String> sessionToken,
        ExtraHeaders headers) {

    private static final String REGION = "[a-z]{2}(-[a-z]+)+-\\d{1,2}";
    private static final String REFERENCE = "\\$\\{[a-z][a-z0-9-]*:[^}]+}";

    BedrockSettings {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(runtime, "runtime");
    }

    /** @throws InvalidSettingsException with every mistake */
    static BedrockSettings read(ProviderSettings settings) {
        SettingsReader reader = new SettingsReader(settings);
        String region = reader.text("region").orElse("");
        if (!region.matches(REGION)) {
            reader.problem("region", "is missing or no AWS region", "write for example region: eu-central-1");
            region = "us-east-1";
        }
        String domain = region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        Endpoint runtime = reader.endpoint(URI.create("https://bedrock-runtime." + domain));
        boolean usual = !settings.values().containsKey("baseUrl");
        Optional<Endpoint> control = reader.text("controlUrl")
                .map(url -> control(reader, url, settings.local()))
                .or(() -> usual
                        ? Optional.of(new Endpoint(URI.create("https://bedrock." + domain), false))
                        : Optional.empty());
        Optional<String> accessKeyId = reader.text("accessKeyId");
        Optional<String> sessionToken = reader.text("sessionToken");
        if (sessionToken.filter(text -> !text.matches(REFERENCE)).isPresent()) {
            reader.problem("sessionToken", "is not a reference to a secret", "write ${env:AWS_SESSION_TOKEN}");
        }
        if (sessionToken.isPresent() && accessKeyId.isEmpty()) {
            reader.problem("accessKeyId", "is missing beside sessionToken", "write ${env:AWS_ACCESS_KEY_ID}");
        }
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        return new BedrockSettings(region, runtime, control, accessKeyId, sessionToken, headers);
    }

    private static Endpoint control(SettingsReader reader, String url, boolean local) {
        try {
            return new Endpoint(URI.create(url), local);
        } catch (IllegalArgumentException e) {
            reader.problem(
                    "controlUrl", "is not an absolute http or https URL", "write https://bedrock.REGION.amazonaws.com");
            return new Endpoint(URI.create("https://invalid.invalid"), false);
        }
    }

    /** Without key id and token, in whose place a secret may stand by mistake. */
    @Override
    public String toString() {
        return "BedrockSettings[" + region + ", " + runtime.baseUrl() + "]";
    }
}
