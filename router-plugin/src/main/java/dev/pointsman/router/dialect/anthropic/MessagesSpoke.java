package dev.pointsman.router.dialect.anthropic;

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

/** Anthropic messages' way into the hub and out of it. */
public final class MessagesSpoke implements Spoke {

    static final Dialect MESSAGES = Dialect.ANTHROPIC_MESSAGES;

    @Override
    public Dialect dialect() {
        return MESSAGES;
    }

    @Override
    public RequestReader requestReader() {
        return new MessagesRequestReader();
    }

    @Override
    public RequestWriter requestWriter() {
        return new MessagesRequestWriter();
    }

    @Override
    public Answer answer(Payload body) {
        return MessagesAnswerReader.read(body);
    }

    @Override
    public JsonNode write(Answer answer, AnswerTerms terms, Losses losses) {
        return new MessagesAnswerWriter(terms, losses).write(answer);
    }

    @Override
    public FrameReader frameReader() {
        return new MessagesFrameReader();
    }

    @Override
    public FrameWriter frameWriter(AnswerTerms terms, Losses losses) {
        return new MessagesFrameWriter(terms, losses);
    }
}
