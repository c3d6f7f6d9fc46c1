package dev.pointsman.provider.sandbox;

import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;

/** The failures this provider makes on purpose. */
final class Failures {

    private static final int BAD_REQUEST = 400;

    private Failures() {}

    /** What a vendor answers to a request that it cannot take; the words go to the caller alone. */
    static ProviderException invalidRequest(String reason) {
        return new ProviderException(
                new ProviderFailure.InvalidRequest(BAD_REQUEST, CallerText.of(reason)), BAD_REQUEST, null);
    }
}
