package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.api.provider.ModelProvider;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places of a provider where somebody may get something wrong. A bug overrides one of them. */
class Bug {

    Map<String, Object> settings(Map<String, Object> values) {
        return values;
    }

    ModelProvider provider(ModelProvider good, URI vendor) {
        return good;
    }

    OutboundRequest request(OutboundRequest request) {
        return request;
    }

    OutboundResponse execute(Egress egress, OutboundRequest request, OutboundCall call) throws IOException {
        return call.execute();
    }

    /** A piece of a body as it comes, as Latin-1 text. */
    String body(OutboundRequest request, String piece) {
        return piece;
    }

    /** What to read last when reading failed. */
    String bodyFailed(IOException failure) throws IOException {
        throw failure;
    }

    /** @param body what was read of the answer so far; null before its headers */
    boolean ignoresClose(OutboundRequest request, @Nullable String body) {
        return false;
    }

    Frame frame(Frame frame) {
        return frame;
    }

    /** Before a frame is handed out. */
    void handingOut(Frame frame, ModelResponse response) {}

    /** Ends instead of failing when it returns. */
    void failed(ProviderException failure, List<Frame> before, boolean again) {
        throw failure;
    }

    Optional<Frame> endedAgain() {
        return Optional.empty();
    }

    /** After the response was closed for the so-manieth time. */
    void closed(int times, List<Frame> before) {}
}
