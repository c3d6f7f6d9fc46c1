package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.TreeJson;

/** Errors that come with status 200: in the place of an answer, or as an event of a stream. */
final class MessagesErrors {

    private MessagesErrors() {}

    static void check(JsonNode frame) {
        if (frame.path("type").asText().equals("error") || frame.path("error").isObject()) {
            throw TreeJson.inBandError(frame.path("error"));
        }
    }
}
