package dev.pointsman.provider.support;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id by which a vendor's support finds a call. */
final class RequestId {

    private static final List<String> NAMES = List.of(
            "x-request-id",
            "request-id",
            "x-amzn-requestid",
            "apim-request-id",
            "x-ds-trace-id",
            "x-kong-request-id",
            "cf-ray");

    /** Anything else could carry text of the vendor's choosing into logs. */
    private static final Pattern PLAUSIBLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,127}");

    private RequestId() {}

    static @Nullable String read(Map<String, List<String>> headers) {
        for (String name : NAMES) {
            String value = RetryAfter.first(headers, name);
            if (value != null && PLAUSIBLE.matcher(value).matches()) {
                return value;
            }
        }
        return null;
    }
}
