package dev.pointsman.hostkit.egress;

import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.OutboundRequest.Header;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a plugin may set: all but those that frame the message, choose the host, or tell who stands behind us. */
final class RequestHeaders {

    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    /** RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private RequestHeaders() {}

    /** @throws EgressDeniedException naming the header; never its value */
    static void check(Header header) {
        if (!TOKEN.matcher(header.name()).matches()) {
            throw new EgressDeniedException("a header's name is not a token of HTTP");
        }
        String name = header.name().toLowerCase(Locale.ROOT);
        if (OURS.contains(name) || name.startsWith("x-forwarded-")) {
            throw new EgressDeniedException("the header " + name + " is the egress's to set; leave it out");
        }
        String value = header.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < 0x20 || c > 0x7e)) {
                throw new EgressDeniedException("the value of the header " + name + " has a character at position " + i
                        + " that is not visible ASCII");
            }
        }
    }
}
