package dev.pointsman.router.dialect.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.List;

/** A vendor of one dialect. */
interface VendorVoice {

    Dialect dialect();

    /** The id of a model that it has. */
    default String model() {
        return "model-1";
    }

    /** Its whole answer, as its API documents it. */
    JsonNode answers(Feature feature);

    /** The same in pieces. An error comes after the first piece of text. */
    List<Frame> streams(Feature feature);

    /** Why a feature has no words in this dialect's answers; empty where it has. */
    default String cannotAnswer(Feature feature, boolean streaming) {
        return "";
    }

    /** Whether its reasoning carries a signature. */
    default boolean signs() {
        return true;
    }

    /** Whether it tells how much of the prompt came from a cache. */
    default boolean tellsHits() {
        return true;
    }

    /** Whether it tells how much went into a cache. */
    default boolean tellsWrites() {
        return false;
    }

    /** Whether it tells how much of the output was reasoning. */
    default boolean tellsThinking() {
        return true;
    }

    /** Whether its answers name the model. */
    default boolean namesModel() {
        return true;
    }
}
