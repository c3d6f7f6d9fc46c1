package dev.pointsman.router.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.ClientSpoke;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.RequestReader;

/** The way into the hub for clients of {@code /api/generate}: one prompt, one text. Vendors are asked by chat alone. */
public final class GenerateSpoke implements ClientSpoke {

    static final Dialect GENERATE = Dialect.OLLAMA_GENERATE;

    @Override
    public Dialect dialect() {
        return GENERATE;
    }

    @Override
    public RequestReader requestReader() {
        return new GenerateRequestReader();
    }

    @Override
    public JsonNode write(Answer answer, AnswerTerms terms, Losses losses) {
        return new GenerateAnswerWriter(terms, losses).write(answer);
    }

    @Override
    public FrameWriter frameWriter(AnswerTerms terms, Losses losses) {
        return new GenerateFrameWriter(terms, losses);
    }
}
