package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.router.money.Pseudonyms;
import dev.pointsman.router.money.StoredDecision;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.Selector;
import dev.pointsman.router.selection.StoredInputs;
import java.io.IOException;

/**
 * Past requests as rows and back. A row holds what a decision was made of, not what came out: it comes out again. For one writing
 * thread; any may read.
 */
public final class DecisionRows {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final StoredInputs.Writer inputs = new StoredInputs.Writer();
    private final Pseudonyms pseudonyms;

    /** @param pseudonyms stand in for users and sessions */
    public DecisionRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    synchronized StoredDecision row(RoutedRequest request) {
        Decision decision = request.decision();
        StoredInputs stored = inputs.write(decision.inputs());
        return new StoredDecision(
                decision.id(),
                decision.inputs().nowMillis(),
                request.atMillis(),
                request.asked().features().caller().workspace(),
                decision.profile(),
                decision.workload(),
                decision.choice().orElse(null),
                request.usage().outcome(),
                request.usage().costMicros(),
                decision.result(),
                stored.factsId(),
                stored.facts(),
                stored.values(),
                RequestDocument.write(request, pseudonyms));
    }

    /** @throws IllegalArgumentException when another version wrote it */
    RoutedRequest request(StoredDecision row) {
        Decision decision = Selector.decide(new StoredInputs(row.factsId(), row.facts(), row.inputs()).inputs());
        try {
            JsonNode document = TREES.readTree(row.request());
            return RequestDocument.read(document, row.endedAt(), decision);
        } catch (IOException e) {
            throw new IllegalArgumentException("the request of a stored decision is not JSON", e);
        }
    }
}
