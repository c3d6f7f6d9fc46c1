package dev.pointsman.provider.support;

import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.provider.CallContext;
import java.util.List;
import java.util.Map;

/** The attempt's place in a trace, sent along to the vendor (W3C Trace Context); nothing where nobody traces. */
public final class TraceHeaders {

    private static final List<String> NAMES = List.of("traceparent", "tracestate");

    private TraceHeaders() {}

    /** To be called when the attempt is sent. */
    public static void apply(OutboundRequest.Builder request, CallContext context) {
        Map<String, String> headers = context.headers();
        for (String name : NAMES) {
            String value = headers.get(name);
            if (value != null) {
                request.header(name, value);
            }
        }
    }
}
