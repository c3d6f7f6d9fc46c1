package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.money.Feedback;
import dev.pointsman.router.money.FeedbackStore;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /feedback}: what an answer was worth, as {@code {"decision", "score", "reason"}}. A query's {@code workspace} bounds whose
 * decisions may be spoken of, its {@code key} says who speaks; without them it is an operator, on any.
 */
final class FeedbackDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of("decision", "score", "reason");
    private static final String OPERATOR = "operator";
    private static final int LONGEST_REASON = 500;

    private final ControlSources sources;

    FeedbackDoor(ControlSources sources) {
        this.sources = sources;
    }

    List<ControlRoute> routes() {
        return List.of(ControlRoute.json("POST", "/feedback", this::give));
    }

    private Payload give(ControlRequest request) {
        FeedbackStore store = sources.accounts()
                .feedback()
                .orElseThrow(() -> new ControlException(
                        409, "no_store", "The host lends the router no store, so feedback cannot be kept."));
        JsonNode said = read(request.payload());
        String id = text(said, "decision");
        if (id == null) {
            throw wrong("decision is the id of a decision, as the header x-pointsman-decision has it");
        }
        Feedback feedback = new Feedback(
                id,
                request.query().getOrDefault("key", OPERATOR),
                sources.clock().millis(),
                workspaceOf(id, request.query().get("workspace")),
                score(said.path("score")),
                reason(said));
        store.give(feedback);
        return Payload.ofUtf8(JSON.createObjectNode()
                .put("decision", feedback.decisionId())
                .put("score", feedback.score())
                .put("reason", feedback.reason())
                .toString());
    }

    /** Another workspace's decision is as unknown as one that never was. */
    private String workspaceOf(String decisionId, @Nullable String bound) {
        return sources.decisions()
                .find(decisionId)
                .map(request -> request.asked().features().caller().workspace())
                .filter(workspace -> bound == null || bound.equals(workspace))
                .orElseThrow(() -> new ControlException(404, "no_such_decision", "No decision of this id is kept."));
    }

    private static JsonNode read(Payload payload) {
        JsonNode said;
        try {
            said = JSON.readTree(payload.array());
        } catch (IOException e) {
            // What stands there may hold anything, so the parser's own words are not repeated.
            throw wrong("the body is a JSON object with decision, score and reason");
        }
        if (said == null || !said.isObject()) {
            throw wrong("the body is a JSON object with decision, score and reason");
        }
        for (Iterator<String> names = said.fieldNames(); names.hasNext(); ) {
            if (!MEMBERS.contains(names.next())) {
                throw wrong("only decision, score and reason may stand there");
            }
        }
        return said;
    }

    private static double score(JsonNode score) {
        if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
            throw wrong("score is a number from 0 (worthless) to 1 (as good as can be)");
        }
        return score.asDouble();
    }

    private static @Nullable String reason(JsonNode said) {
        String reason = text(said, "reason");
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw wrong("reason has at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    private static @Nullable String text(JsonNode said, String name) {
        JsonNode value = said.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name + " is a text");
        }
        return value.asText();
    }

    private static ControlException wrong(String message) {
        return new ControlException(400, "bad_feedback", message);
    }
}
