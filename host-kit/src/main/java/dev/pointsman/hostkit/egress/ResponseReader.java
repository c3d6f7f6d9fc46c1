package dev.pointsman.hostkit.egress;

import dev.pointsman.api.host.OutboundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Makes our own answer of the library's: headers that matter, a body that is bounded. */
final class ResponseReader {

    /** Of the connection, or of a browser: none of a plugin's business. */
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "set-cookie",
            "set-cookie2",
            "alt-svc");

    private ResponseReader() {}

    static OutboundResponse read(ClassicHttpResponse response, EgressLimits limits, HostCall call) throws IOException {
        Map<String, List<String>> headers = headers(response, limits, call);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            call.finished();
            return new OutboundResponse(response.getCode(), headers, InputStream.nullInputStream());
        }
        CallBody transfer = new CallBody(entity.getContent(), entity.getContentLength(), limits.bodyBytes(), call);
        String coding = response.containsHeader("content-encoding")
                ? response.getFirstHeader("content-encoding").getValue().strip().toLowerCase(Locale.ROOT)
                : "identity";
        return switch (coding) {
            case "identity", "" -> new OutboundResponse(response.getCode(), headers, transfer);
            case "gzip", "x-gzip" -> {
                headers.remove("content-encoding");
                headers.remove("content-length");
                yield new OutboundResponse(response.getCode(), headers, new InflatedBody(transfer, limits, call));
            }
            default -> {
                call.abort();
                throw new AnswerRefusedException(
                        "the answer is compressed in a way nobody asked for; only gzip is understood");
            }
        };
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response, EgressLimits limits, HostCall call)
            throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        long size = 0;
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            String value = header.getValue() == null ? "" : header.getValue();
            size += name.length() + value.length();
            if (!DROPPED.contains(name)) {
                headers.computeIfAbsent(name, ignored -> new ArrayList<>(1)).add(value);
            }
        }
        if (size > limits.headerBytes()) {
            call.abort();
            throw new AnswerRefusedException(
                    "the headers of the answer are larger than " + limits.headerBytes() + " bytes");
        }
        return headers;
    }
}
