package dev.pointsman.provider.support;

import dev.pointsman.api.failure.ProviderFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Turns what a vendor answered instead of an answer into a failure. Thread-safe, without state; total. */
public interface FailureTable {

    /** Knows the statuses and the error bodies of OpenAI, Anthropic, Google, Mistral, Azure and those that look like them. */
    static FailureTable standard() {
        return StandardFailures.INSTANCE;
    }

    /** Whether the body of this status changes the verdict; else it need not be waited for. */
    boolean needsBody(int status);

    /**
     * What a status other than 2xx means.
     *
     * @param headers by lower case name
     * @param arrival when the headers came
     */
    ProviderFailure ofStatus(int status, Map<String, List<String>> headers, ErrorBody body, Instant arrival);

    /** What an error inside an answer means that began with 200. */
    ProviderFailure inAnswer(ErrorBody body);
}
