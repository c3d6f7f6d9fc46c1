package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.UnknownModel;
import dev.pointsman.router.money.Feedback;
import dev.pointsman.router.money.StoreUnavailableException;
import dev.pointsman.router.selection.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers operators' questions by path. Thread-safe. */
public final class ControlDoor {

    private static final int DEFAULT_LIMIT = 20;

    private final ControlSources sources;
    private final List<ControlRoute> routes;

    public ControlDoor(ControlSources sources) {
        this.sources = sources;
        this.routes = Stream.of(
                        own(),
                        new UsageDoor(sources).routes(),
                        new FeedbackDoor(sources).routes(),
                        new PolicyDoor(sources.policies()).routes(),
                        new CatalogDoor(sources.status(), sources.policies()).routes(),
                        new ReplayDoor(sources.decisions(), sources.policies(), sources.clock()).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<ControlRoute> own() {
        return List.of(
                ControlRoute.json("POST", "/explain", request -> explain(request.payload())),
                ControlRoute.json(
                        "GET",
                        "/decisions",
                        request -> StatusJson.decisions(sources.decisions().latest(limit(request)))),
                new ControlRoute("GET", "/decisions/{id}", (request, id) -> new JsonResponse(decision(id))),
                ControlRoute.json(
                        "GET",
                        "/models",
                        request -> StatusJson.models(sources.status().get())),
                ControlRoute.json(
                        "GET",
                        "/health",
                        request -> StatusJson.health(sources.status().get())),
                ControlRoute.json(
                        "GET",
                        "/workspaces",
                        request -> WorkspacesJson.list(sources.status().get().workspaces())),
                ControlRoute.json("GET", "/openapi.json", request -> OpenApiDocument.payload()),
                new ControlRoute(
                        "GET",
                        "/events",
                        (request, id) -> sources.decisions().feed().subscribe()),
                ControlRoute.json("GET", "/budgets", request -> budgets()));
    }

    /** Every question there is. */
    List<ControlRoute> routes() {
        return routes;
    }

    /**
     * Answers with one frame of JSON; a document of another type comes in frames that are named by their media type.
     *
     * @throws ControlException 404 for an unknown path or decision, 405 for the wrong method, 400 for a wrong question, 409 or
     *     422 for a policy that cannot come into force, 503 when the store does not answer
     */
    public ModelResponse handle(ControlRequest request) {
        try {
            return answer(request);
        } catch (StoreUnavailableException e) {
            throw new ControlException(503, "store_unavailable", String.valueOf(e.getMessage()));
        }
    }

    private ModelResponse answer(ControlRequest request) {
        Set<String> methods = new TreeSet<>();
        for (ControlRoute route : routes) {
            Optional<String> id = route.match(request.path());
            if (id.isPresent() && route.method().equals(request.method())) {
                return route.answer().to(request, id.get());
            }
            if (id.isPresent()) {
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw new ControlException(404, "no_such_path", "There are " + paths() + ".");
        }
        throw new ControlException(405, "method_not_allowed", "This path takes " + String.join(" and ", methods) + ".");
    }

    private String paths() {
        return routes.stream().map(ControlRoute::path).distinct().collect(Collectors.joining(", "));
    }

    private Payload budgets() {
        return BudgetJson.report(sources.budgets().report(sources.config().get().budgets()));
    }

    private Payload explain(Payload question) {
        ExplainQuestion asked = ExplainQuestion.read(question);
        try {
            RoutingDecision decision = sources.router().explain(asked.request(), asked.context());
            return decision instanceof Decision ours ? ours.toldJson() : decision.toJson();
        } catch (ProviderException e) {
            throw switch (e.failure()) {
                case UnknownModel unknown ->
                    new ControlException(404, "model_not_found", "No such model for this caller; " + unknown.wayOut());
                case InvalidRequest invalid ->
                    new ControlException(
                            400,
                            "invalid_request",
                            invalid.reason() == null
                                    ? "The request is invalid."
                                    : invalid.reason().forCaller());
                default -> new ControlException(400, e.failure().code(), "The request cannot be decided.");
            };
        }
    }

    private Payload decision(String id) {
        return sources.decisions()
                .find(id)
                .map(request -> StatusJson.decision(request, feedback(id)))
                .orElseThrow(() -> new ControlException(404, "no_such_decision", "No decision of this id is kept."));
    }

    private List<Feedback> feedback(String id) {
        return sources.accounts().feedback().map(store -> store.of(id)).orElse(List.of());
    }

    private static int limit(ControlRequest request) {
        String limit = request.query().get("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            return Math.clamp(Integer.parseInt(limit), 1, 1000);
        } catch (NumberFormatException e) {
            throw new ControlException(400, "bad_limit", "limit is a number from 1 to 1000");
        }
    }
}
