package dev.pointsman.router.credentials;

import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a credential out of a vendor's words. Patterns know the keys of known vendors; a private endpoint's key may look like
 * anything, and only who sent it knows what to look for.
 */
final class QuotedCredential {

    /** What stands for "no key" at local servers is shorter than this, and is no secret. */
    private static final int SHORTEST = 8;

    private QuotedCredential() {}

    static ProviderException cut(ProviderException e, Credential credential) {
        ProviderFailure failure = e.failure();
        ProviderFailure cut = switch (failure) {
            case InvalidRequest invalid -> new InvalidRequest(invalid.status(), without(invalid.reason(), credential));
            case Refused refused -> new Refused(without(refused.reason(), credential));
            default -> failure;
        };
        return cut.equals(failure)
                ? e
                : new ProviderException(cut, e.upstreamStatus().orElse(null), e.getCause());
    }

    private static @Nullable CallerText without(@Nullable CallerText words, Credential credential) {
        if (words == null) {
            return null;
        }
        String text = words.forCaller();
        for (Secret secret : credential.secrets().values()) {
            if (secret.reveal().length() >= SHORTEST) {
                text = text.replace(secret.reveal(), "***");
            }
        }
        return text.equals(words.forCaller()) ? words : CallerText.of(text);
    }
}
