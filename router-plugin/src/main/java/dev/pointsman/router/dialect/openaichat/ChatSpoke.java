package dev.pointsman.router.dialect.openaichat;

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

/** Chat completions' way into the hub and out of it. */
public final class ChatSpoke implements Spoke {

    static final Dialect CHAT = Dialect.OPENAI_CHAT;

    @Override
    public Dialect dialect() {
        return CHAT;
    }

    @Override
    public RequestReader requestReader() {
        return new ChatRequestReader();
    }

    @Override
    public RequestWriter requestWriter() {
        return new ChatRequestWriter();
    }

    @Override
    public Answer answer(Payload body) {
        return ChatAnswerReader.read(body);
    }

    @Override
    public JsonNode write(Answer answer, AnswerTerms terms, Losses losses) {
        return new ChatAnswerWriter(terms, losses).write(answer);
    }

    @Override
    public FrameReader frameReader() {
        return new ChatFrameReader();
    }

    @Override
    public FrameWriter frameWriter(AnswerTerms terms, Losses losses) {
        return new ChatFrameWriter(terms, losses);
    }
}
