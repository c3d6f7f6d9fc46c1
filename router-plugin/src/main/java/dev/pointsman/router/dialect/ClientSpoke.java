package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;

/** A dialect that clients speak: its requests are read into the hub, and the hub's answers are written in it. Thread-safe. */
public interface ClientSpoke {

    Dialect dialect();

    RequestReader requestReader();

    /** Writes a whole answer for a client, and what it cannot carry into {@code losses}. */
    JsonNode write(Answer answer, AnswerTerms terms, Losses losses);

    /** A new writer for one client's stream, and what it cannot carry into {@code losses}. */
    FrameWriter frameWriter(AnswerTerms terms, Losses losses);
}
