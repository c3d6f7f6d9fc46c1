package dev.pointsman.provider.testkit.faultkit;

import static dev.pointsman.provider.testkit.faultkit.Expectation.FALLS_BACK;
import static dev.pointsman.provider.testkit.faultkit.Expectation.REFUSES;

import java.util.List;

/** The vendor says no. */
final class StatusFaults {

    private static final String HTML = "<html><body><h1>Bad Gateway</h1></body></html>";

    private StatusFaults() {}

    static List<VendorFault> all() {
        return List.of(
                error("500", "F04", 500),
                VendorFault.of(
                        "502-html",
                        "F04",
                        "502 with a proxy's page",
                        FALLS_BACK,
                        call -> call.whole(502, "text/html", HTML)),
                error("503", "F04", 503),
                error("504", "F04", 504),
                error("529", "F04", 529),
                limited("429", "429 without a time", List.of()),
                limited("429-later", "429, Retry-After: 30", List.of("retry-after: 30")),
                limited("429-negative", "429, Retry-After: -1", List.of("retry-after: -1"))
                        .in("F06"),
                limited("429-word", "429, Retry-After: abc", List.of("retry-after: abc"))
                        .in("F06"),
                limited("429-for-ever", "429, Retry-After: 1000000000", List.of("retry-after: 1000000000"))
                        .in("F06"),
                limited(
                                "429-past",
                                "429, Retry-After in the past",
                                List.of("retry-after: Fri, 31 Dec 1999 23:59:59 GMT"))
                        .in("F06"),
                limited(
                                "429-odd-resets",
                                "429, resets of -1, NaN and none",
                                List.of(
                                        "x-ratelimit-reset-requests: -1", "x-ratelimit-remaining-tokens: NaN",
                                        "anthropic-ratelimit-tokens-reset: yesterday", "retry-after:"))
                        .in("F06"),
                error("401", "F08", 401),
                error("402", "F08", 402),
                error("403", "F08", 403),
                error("404", "F08", 404),
                refusal("400", 400),
                refusal("413", 413),
                refusal("422", 422),
                VendorFault.of(
                        "too-long",
                        "F10",
                        "400, the prompt does not fit",
                        REFUSES,
                        call -> call.whole(
                                400, "application/json", call.traffic().contextTooLong())),
                redirect(302),
                redirect(307));
    }

    private static VendorFault error(String name, String row, int status) {
        return VendorFault.of(
                name, row, name, FALLS_BACK, call -> call.error(status, "Trouble with " + Texts.VENDORS_TROUBLE));
    }

    private static VendorFault limited(String name, String title, List<String> headers) {
        return VendorFault.of(
                name,
                "F05",
                title,
                FALLS_BACK,
                call -> call.error(429, "Rate limit of " + Texts.VENDORS_TROUBLE, headers.toArray(String[]::new)));
    }

    private static VendorFault refusal(String name, int status) {
        return VendorFault.of(
                name, "F09", name + ", the request is wrong", REFUSES, call -> call.error(status, Texts.REASON));
    }

    private static VendorFault redirect(int status) {
        return VendorFault.of(
                "redirect-" + status,
                "F34",
                status + " to a stranger",
                FALLS_BACK,
                call -> call.whole(status, "text/plain", "", "location: " + stranger(call)));
    }

    /** The same request at a vendor whom nobody configured. */
    private static String stranger(VendorCall call) {
        String target = call.connection().request().target();
        String host = call.connection().request().header("host").orElse("127.0.0.1");
        return "http://" + host + "/" + FaultyVendors.STRANGER + target.substring(target.indexOf('/', 1));
    }
}
