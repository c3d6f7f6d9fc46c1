package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;

/** One dialect's way into the hub and out of it: readers and writers of requests, frames and whole answers. Thread-safe. */
public interface Spoke {

    Dialect dialect();

    RequestReader requestReader();

    RequestWriter requestWriter();

    /**
     * Reads a whole answer.
     *
     * @throws dev.pointsman.api.failure.ProviderException for an error in the place of an answer, and {@code Malformed} when it
     *     has not the dialect's shape
     */
    Answer answer(Payload body);

    /** Writes a whole answer for a client, and what it cannot carry into {@code losses}. */
    JsonNode write(Answer answer, AnswerTerms terms, Losses losses);

    /** A new reader for one vendor's stream. */
    FrameReader frameReader();

    /** A new writer for one client's stream, and what it cannot carry into {@code losses}. */
    FrameWriter frameWriter(AnswerTerms terms, Losses losses);
}
