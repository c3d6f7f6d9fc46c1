package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.RequestWriter;
import dev.pointsman.router.dialect.VendorSpoke;

/** Other dialects' way to Bedrock and back. No client speaks Converse here, so there is no way in. */
public final class ConverseSpoke implements VendorSpoke {

    static final Dialect CONVERSE = Dialect.BEDROCK_CONVERSE;

    @Override
    public Dialect dialect() {
        return CONVERSE;
    }

    @Override
    public RequestWriter requestWriter() {
        return new ConverseRequestWriter();
    }

    @Override
    public Answer answer(Payload body) {
        return ConverseAnswerReader.read(body);
    }

    @Override
    public FrameReader frameReader() {
        return new ConverseFrameReader();
    }
}
