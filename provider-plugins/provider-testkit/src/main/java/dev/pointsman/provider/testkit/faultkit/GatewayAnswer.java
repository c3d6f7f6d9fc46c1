package dev.pointsman.provider.testkit.faultkit;

import java.time.Duration;
import java.util.Map;

/**
 * What a client got.
 *
 * @param status 0 when no head came
 * @param headers by lower case name
 * @param body as far as it came
 */
public record GatewayAnswer(int status, Map<String, String> headers, String body, End end, Duration took) {

    /** How it ended. */
    public enum End {
        /** As HTTP has it. */
        CLEAN,
        /** The connection was dropped. */
        CUT,
        /** The client's patience ended it. */
        HUNG
    }

    public GatewayAnswer {
        headers = Map.copyOf(headers);
    }

    /** Never shows the body. */
    @Override
    public String toString() {
        return "GatewayAnswer[" + status + ", " + body.length() + " characters, " + end + ", " + took.toMillis()
                + " ms]";
    }
}
