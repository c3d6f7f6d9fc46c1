package dev.pointsman.api.control;

import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.provider.CallContext;

/** The operators' door of a router; the provider that {@code ProviderDirectory.find("auto")} returns implements it. Thread-safe. */
public interface RouterControl {

    /**
     * Answers one question: one frame of JSON, for {@code events} a frame per event until closed, for a file of another type its
     * pieces in frames that are named by its media type.
     *
     * @throws ControlException when there is no such path or the question is wrong
     */
    ModelResponse handle(ControlRequest request);

    /** The decision that this request would get now, without calling anyone and without changing anything. */
    RoutingDecision explain(ModelRequest request, CallContext context);
}
