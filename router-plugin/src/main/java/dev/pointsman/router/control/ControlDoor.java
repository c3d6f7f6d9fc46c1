package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.UnknownModel;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.money.StoreUnavailableException;
import dev.pointsman.router.selection.Decision;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Answers operators' questions by path. Thread-safe. */
public final class ControlDoor {

    private static final int DEFAULT_LIMIT = 20;

    private final RouterControl router;
    private final Supplier<RouterStatus> status;
    private final DecisionArchive decisions;
    private final PolicyDoor policy;
    private final CatalogDoor catalog;
    private final ReplayDoor replay;
    private final Supplier<BudgetReport> budgets;

    public ControlDoor(
            RouterControl router,
            Supplier<RouterStatus> status,
            DecisionArchive decisions,
            Policies policies,
            InstantSource clock,
            Supplier<BudgetReport> budgets) {
        this.budgets = budgets;
        this.router = router;
        this.status = status;
        this.decisions = decisions;
        this.policy = new PolicyDoor(policies);
        this.catalog = new CatalogDoor(status, policies);
        this.replay = new ReplayDoor(decisions, policies, clock);
    }

    /**
     * Answers with one frame of JSON.
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
        String path = request.path();
        if (path.startsWith("/decisions/")) {
            require(request, "GET");
            return answer(decision(path.substring("/decisions/".length())));
        }
        if (PolicyDoor.takes(path)) {
            return answer(policy.answer(request));
        }
        if (CatalogDoor.takes(path)) {
            return answer(catalog.answer(request));
        }
        if (ReplayDoor.takes(path)) {
            return answer(replay.answer(request));
        }
        return switch (path) {
            case "/explain" -> {
                require(request, "POST");
                yield answer(explain(request.payload()));
            }
            case "/decisions" -> {
                require(request, "GET");
                yield answer(StatusJson.decisions(decisions.latest(limit(request))));
            }
            case "/models" -> {
                require(request, "GET");
                yield answer(StatusJson.models(status.get()));
            }
            case "/budgets" -> {
                require(request, "GET");
                yield answer(BudgetJson.report(budgets.get()));
            }
            case "/health" -> {
                require(request, "GET");
                yield answer(StatusJson.health(status.get()));
            }
            case "/workspaces" -> {
                require(request, "GET");
                yield answer(WorkspacesJson.list(status.get().workspaces()));
            }
            default ->
                throw new ControlException(
                        404,
                        "no_such_path",
                        "There are /explain, /decisions, /decisions/{id}, /models, /health, /workspaces, /budgets, /policy,"
                                + " /catalog and /replay.");
        };
    }

    private Payload explain(Payload question) {
        ExplainQuestion asked = ExplainQuestion.read(question);
        try {
            RoutingDecision decision = router.explain(asked.request(), asked.context());
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
        return decisions
                .find(id)
                .map(StatusJson::decision)
                .orElseThrow(() -> new ControlException(404, "no_such_decision", "No decision of this id is kept."));
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

    private static void require(ControlRequest request, String method) {
        if (!request.method().equals(method)) {
            throw new ControlException(405, "method_not_allowed", request.path() + " takes " + method);
        }
    }

    private static ModelResponse answer(Payload json) {
        return new JsonResponse(json);
    }
}
