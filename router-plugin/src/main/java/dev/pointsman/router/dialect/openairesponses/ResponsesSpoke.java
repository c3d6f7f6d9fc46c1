package dev.pointsman.router.dialect.openairesponses;

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

/** Responses' way into the hub and out of it. */
public final class ResponsesSpoke implements Spoke {

    static final Dialect RESPONSES = Dialect.OPENAI_RESPONSES;

    @Override
    public Dialect dialect() {
        return RESPONSES;
    }

    @Override
    public RequestReader requestReader() {
        return new ResponsesRequestReader();
    }

    @Override
    public RequestWriter requestWriter() {
        return new ResponsesRequestWriter();
    }

    @Override
    public Answer answer(Payload body) {
        return ResponsesAnswerReader.read(body);
    }

    @Override
    public JsonNode write(Answer answer, AnswerTerms terms, Losses losses) {
        return new ResponsesAnswerWriter(terms, losses).write(answer);
    }

    @Override
    public FrameReader frameReader() {
        return new ResponsesFrameReader();
    }

    @Override
    public FrameWriter frameWriter(AnswerTerms terms, Losses losses) {
        return new ResponsesFrameWriter(terms, losses);
    }
}
