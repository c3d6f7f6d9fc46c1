package dev.pointsman.examples.confinement;

import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.examples.confinement.Drawn.Trouble;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way out, in memory: notes the address of every connection and the model that was asked there, and answers as drawn. */
final class CountingEgress {

    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]*)\"");

    /** Where a vendor that redirects sends its callers. */
    private static final String ELSEWHERE = "http://198.51.100.66";

    /** A connection that was opened, or tried. */
    record Connection(String address, String model) {}

    private final Map<String, Vendor> byHost = new ConcurrentHashMap<>();
    private final List<Connection> connections = new ArrayList<>();

    CountingEgress(List<Vendor> vendors) {
        vendors.forEach(vendor -> byHost.put(vendor.name() + ".test", vendor));
    }

    /** Those since the last time. */
    synchronized List<Connection> taken() {
        List<Connection> taken = List.copyOf(connections);
        connections.clear();
        return taken;
    }

    Egress egress(Endpoint endpoint) {
        return request -> {
            if (!endpoint.covers(request.uri())) {
                note(request.uri().getHost(), request);
                throw new EgressDeniedException("another origin");
            }
            return call(request);
        };
    }

    /** A way out that goes where a vendor sends it, as ours must not. */
    Egress gullible(Endpoint endpoint) {
        Egress careful = egress(endpoint);
        return request -> {
            OutboundCall call = careful.prepare(request);
            return new OutboundCall() {
                @Override
                public OutboundResponse execute() throws IOException {
                    OutboundResponse response = call.execute();
                    response.header("location")
                            .ifPresent(there -> note(URI.create(there).getHost(), request));
                    return response;
                }

                @Override
                public void close() {
                    call.close();
                }
            };
        };
    }

    private OutboundCall call(OutboundRequest request) {
        return new OutboundCall() {
            @Override
            public OutboundResponse execute() throws IOException {
                Vendor vendor = byHost.get(request.uri().getHost());
                note(vendor.address(), request);
                return answer(vendor, request);
            }

            @Override
            public void close() {}
        };
    }

    private synchronized void note(String address, OutboundRequest request) {
        connections.add(new Connection(address, model(request).orElse("")));
    }

    private static Optional<String> model(OutboundRequest request) {
        return request.body()
                .map(body -> MODEL.matcher(body.utf8()))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private static OutboundResponse answer(Vendor vendor, OutboundRequest request) throws IOException {
        if (vendor.trouble() == Trouble.UNREACHABLE) {
            throw new ConnectFailedException("refused", false, new IOException("refused"));
        }
        Spoken spoken = Spoken.by(vendor, request.body().orElseThrow().utf8(), ELSEWHERE);
        Map<String, List<String>> headers = new HashMap<>();
        spoken.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new OutboundResponse(
                spoken.status(), headers, new ByteArrayInputStream(spoken.body().getBytes(StandardCharsets.UTF_8)));
    }
}
