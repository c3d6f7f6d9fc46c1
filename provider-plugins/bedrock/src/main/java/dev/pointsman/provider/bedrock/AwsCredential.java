package dev.pointsman.provider.bedrock;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.Credential;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a call authenticates with. Prints without secrets. */
sealed interface AwsCredential {

    /** A Bedrock API key, sent as a bearer token. */
    record ApiKey(Secret key) implements AwsCredential {}

    /** An access key, whose secret signs and is never sent. */
    record AccessKey(String id, Secret secret, Optional<Secret> sessionToken) implements AwsCredential {

        /** Without the id too: together with a leaked log of AWS it tells whose account it is. */
        @Override
        public String toString() {
            return "AccessKey";
        }
    }

    /** Neither an API key nor anything of base64 looks like this. */
    Pattern WHOLE = Pattern.compile("([A-Z0-9]{16,128}):([^:]+)(?::([^:]+))?");

    /**
     * Of one call: the parts by their names ({@code accessKeyId}, {@code secretAccessKey}, {@code sessionToken}), or one secret
     * that is an API key, a whole access key, or what belongs to the id in the settings.
     *
     * @throws dev.pointsman.api.host.SecretUnavailableException when a reference leads nowhere
     */
    static Optional<AwsCredential> of(Optional<Credential> credential, BedrockSettings settings, Secrets secrets) {
        return credential.flatMap(given -> of(given, settings, secrets));
    }

    private static Optional<AwsCredential> of(Credential given, BedrockSettings settings, Secrets secrets) {
        Secret id = given.secrets().get("accessKeyId");
        Secret secret = given.secrets().get("secretAccessKey");
        if (id != null && secret != null) {
            Optional<Secret> token = Optional.ofNullable(given.secrets().get("sessionToken"));
            return Optional.of(new AccessKey(id.reveal(), secret, token));
        }
        return given.key().map(key -> of(key, settings, secrets));
    }

    private static AwsCredential of(Secret key, BedrockSettings settings, Secrets secrets) {
        Matcher whole = WHOLE.matcher(key.reveal());
        if (whole.matches()) {
            Optional<Secret> token = Optional.ofNullable(whole.group(3)).map(Secret::of);
            return new AccessKey(whole.group(1), Secret.of(whole.group(2)), token);
        }
        if (settings.accessKeyId().isEmpty()) {
            return new ApiKey(key);
        }
        String id = settings.accessKeyId().get();
        return new AccessKey(
                id.startsWith("${") ? secrets.resolve(id).reveal() : id,
                key,
                settings.sessionToken().map(secrets::resolve));
    }
}
