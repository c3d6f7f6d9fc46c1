package dev.pointsman.edge;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.edge.keys.VirtualKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the holder of a key may ask beside its models. The router is told whose key it is, in the place of whatever the client
 * says about that.
 */
final class CallerQuestions {

    private static final int LARGEST_FEEDBACK = 16 * 1024;

    private final ControlCall control;

    CallerQuestions(ControlCall control) {
        this.control = control;
    }

    /** {@code GET /v1/usage}: what this key used, and what is left of its budgets; counts as one request of the key. */
    void usage(Visit visit) throws ProblemException, IOException {
        Map<String, String> query = own(visit.key());
        CallerLimits limits = visit.key().limits();
        if (!limits.equals(CallerLimits.none())) {
            query.put("requestsPerMinute", Integer.toString(limits.requestsPerMinute()));
            query.put("tokensPerMinute", Long.toString(limits.tokensPerMinute()));
            query.put("concurrent", Integer.toString(limits.concurrent()));
        }
        String since = visit.exchange().query().get("since");
        if (since != null) {
            query.put("since", since);
        }
        answer(new ControlRequest("GET", "/usage/caller", query, Payload.empty()), visit);
    }

    /** {@code POST /v1/feedback}: what an answer to this key's workspace was worth. */
    void feedback(Visit visit) throws ProblemException, IOException {
        Payload said = visit.exchange().body(LARGEST_FEEDBACK);
        answer(new ControlRequest("POST", "/feedback", own(visit.key()), said), visit);
    }

    private void answer(ControlRequest question, Visit visit) throws ProblemException, IOException {
        byte[] document = control.document(question, visit.exchange());
        visit.reply()
                .json(200, document, visit.dialect().answerHeaders(visit.reply().requestId()));
    }

    private static Map<String, String> own(VirtualKey key) {
        Map<String, String> query = new HashMap<>();
        query.put("workspace", key.workspace());
        query.put("key", key.id());
        if (!key.labels().isEmpty()) {
            query.put(
                    "labels",
                    new TreeMap<>(key.labels())
                            .entrySet().stream()
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(",")));
        }
        return query;
    }
}
