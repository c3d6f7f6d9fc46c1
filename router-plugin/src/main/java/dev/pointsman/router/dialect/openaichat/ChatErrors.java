package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.TreeJson;

/** Errors that come with status 200: in the place of an answer, or as a chunk of a stream. */
final class ChatErrors {

    private ChatErrors() {}

    static void check(JsonNode frame) {
        JsonNode error = frame.path("error");
        if (error.isObject() || error.isTextual()) {
            throw TreeJson.inBandError(error);
        }
    }
}
