package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.RequestReader;
import dev.pointsman.router.dialect.RequestWriter;
import dev.pointsman.router.dialect.Spoke;

/** Gemini's way into the hub and out of it. */
public final class GeminiSpoke implements Spoke {

    static final Dialect GEMINI = Dialect.GEMINI_GENERATE;

    @Override
    public Dialect dialect() {
        return GEMINI;
    }

    @Override
    public RequestReader requestReader() {
        return new GeminiRequestReader();
    }

    @Override
    public RequestWriter requestWriter() {
        return new GeminiRequestWriter();
    }

    @Override
    public Answer answer(Payload body) {
        return GeminiAnswerReader.read(body);
    }

    @Override
    public JsonNode write(Answer answer, AnswerTerms terms, Losses losses) {
        return new GeminiAnswerWriter(terms, losses).write(answer);
    }

    @Override
    public FrameReader frameReader() {
        return new GeminiFrameReader();
    }

    @Override
    public FrameWriter frameWriter(AnswerTerms terms, Losses losses) {
        return new GeminiFrameWriter(terms, losses);
    }
}
