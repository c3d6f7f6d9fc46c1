package dev.pointsman.router.dialect.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;

/** A client of one dialect. */
interface ClientVoice {

    Dialect dialect();

    /** Its request, as its API documents it. */
    ObjectNode asks(Feature feature, boolean streaming);

    /** The same conversation after an answer, which it sends back as it got it, with one more question. */
    ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer);

    /** Why a feature has no words in this dialect's requests; empty where it has. */
    default String cannotAsk(Feature feature) {
        return "";
    }
}
