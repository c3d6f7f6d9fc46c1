package dev.pointsman.edge;

import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Answers health probes with a word, and with nothing that a stranger should not know. */
final class Probe implements Route.Handler {

    private final BooleanSupplier question;

    Probe(BooleanSupplier question) {
        this.question = question;
    }

    @Override
    public void handle(Visit visit) throws IOException {
        answer(visit.reply());
    }

    void answer(Reply reply) throws ClientGoneException {
        boolean yes = question.getAsBoolean();
        reply.json(
                yes ? 200 : 503,
                Json.object(json -> json.writeStringField("status", yes ? "ok" : "not ready")),
                Map.of());
    }
}
