package dev.pointsman.router.dialect.ollama;

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

/** Ollama's way into the hub and out of it. */
public final class OllamaSpoke implements Spoke {

    static final Dialect OLLAMA = Dialect.OLLAMA_CHAT;

    @Override
    public Dialect dialect() {
        return OLLAMA;
    }

    @Override
    public RequestReader requestReader() {
        return new OllamaRequestReader();
    }

    @Override
    public RequestWriter requestWriter() {
        return new OllamaRequestWriter();
    }

    @Override
    public Answer answer(Payload body) {
        return OllamaAnswerReader.read(body);
    }

    @Override
    public JsonNode write(Answer answer, AnswerTerms terms, Losses losses) {
        return new OllamaAnswerWriter(terms, losses).write(answer);
    }

    @Override
    public FrameReader frameReader() {
        return new OllamaFrameReader();
    }

    @Override
    public FrameWriter frameWriter(AnswerTerms terms, Losses losses) {
        return new OllamaFrameWriter(terms, losses);
    }
}
