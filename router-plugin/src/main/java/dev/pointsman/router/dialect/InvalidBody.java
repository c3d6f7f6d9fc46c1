package dev.pointsman.router.dialect;

import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import java.io.IOException;

/** Makes the failure for a body that we ourselves find wrong, in our own words, for its sender. */
public final class InvalidBody {

    private InvalidBody() {}

    /** A body that cannot be read; the exception's message, which may quote the body, goes nowhere. */
    public static ProviderException unreadable(IOException exception) {
        return because("The request's body " + StrictJson.problem(exception) + ".");
    }

    /** A body that is JSON but not its dialect: the sentence says what is missing and where. */
    public static ProviderException because(String sentence) {
        return new ProviderException(new InvalidRequest(400, CallerText.of(sentence)));
    }
}
