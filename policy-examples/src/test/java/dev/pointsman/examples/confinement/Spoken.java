package dev.pointsman.examples.confinement;

import dev.pointsman.examples.confinement.Drawn.Vendor;
import java.util.Map;

/** What a vendor answers, whatever carries it. */
record Spoken(int status, Map<String, String> headers, String body) {

    /**
     * As its trouble has it; one that cannot be reached has to be told apart before.
     *
     * @param elsewhere where a vendor that redirects sends its callers
     */
    static Spoken by(Vendor vendor, String request, String elsewhere) {
        return switch (vendor.trouble()) {
            case NONE, UNREACHABLE -> answer(vendor, request, false);
            case CUT -> answer(vendor, request, true);
            case OVERLOADED -> error(529, Map.of());
            case BROKEN -> error(500, Map.of());
            case RATE_LIMITED -> error(429, Map.of("retry-after", "30"));
            case UNAUTHORIZED -> error(401, Map.of());
            case UNKNOWN_MODEL -> error(404, Map.of());
            case TOO_LONG ->
                new Spoken(
                        400, Map.of(), "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}");
            case REDIRECTS -> error(307, Map.of("location", elsewhere + "/v1/chat/completions"));
        };
    }

    private static Spoken error(int status, Map<String, String> headers) {
        return new Spoken(status, headers, "{\"error\":{\"message\":\"trouble\"}}");
    }

    private static Spoken answer(Vendor vendor, String request, boolean cut) {
        boolean streaming = request.contains("\"stream\":true");
        boolean ollama = vendor.type().equals("ollama");
        String whole = ollama ? ollama(streaming) : chat(streaming);
        String type = streaming ? ollama ? "application/x-ndjson" : "text/event-stream" : "application/json";
        return new Spoken(200, Map.of("content-type", type), cut ? whole.substring(0, whole.length() / 3) : whole);
    }

    private static String chat(boolean streaming) {
        return streaming
                ? "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"}}]}\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                : "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"word\"},"
                        + "\"finish_reason\":\"stop\"}]}";
    }

    private static String ollama(boolean streaming) {
        String last = "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"word\"},\"done\":true,"
                + "\"done_reason\":\"stop\"}";
        return streaming
                ? "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"done\":false}\n" + last
                        + "\n"
                : last;
    }
}
