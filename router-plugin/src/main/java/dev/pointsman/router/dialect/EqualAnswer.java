package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Empty;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;

/**
 * The answer of a provider that speaks the client's dialect: every frame goes on as the very object it came as, but for one that
 * only an edit of ours brought forth.
 */
public final class EqualAnswer implements AnswerReader {

    private final FrameInspector inspector;
    private final AnswerFacts facts = new AnswerFacts();

    public EqualAnswer(FrameInspector inspector) {
        this.inspector = inspector;
    }

    @Override
    public FrameKind read(Frame vendorFrame, Queue<Frame> clientFrames) {
        facts.beginFrame();
        try {
            inspector.inspect(vendorFrame, facts);
        } catch (IOException broken) {
            // The parser's message quotes the answer, so it does not become the cause.
            throw new ProviderException(new Malformed("a frame of the answer " + StrictJson.problem(broken)));
        }
        if (!facts.hidden()) {
            clientFrames.add(vendorFrame);
        }
        return facts.kind();
    }

    @Override
    public void end(Queue<Frame> clientFrames) {
        if (!facts.ended()) {
            throw new ProviderException(new Malformed("the answer ended before its terminal mark"));
        }
        if (!facts.hasContent()) {
            throw new ProviderException(new Empty());
        }
    }

    @Override
    public boolean isComplete() {
        return facts.ended() && facts.hasContent();
    }

    @Override
    public Optional<Usage> usage() {
        return facts.usage();
    }

    @Override
    public OptionalLong costMicros() {
        return facts.costMicros();
    }

    @Override
    public Optional<String> finishReason() {
        return facts.finishReason();
    }

    @Override
    public Optional<String> servedModel() {
        return facts.servedModel();
    }

    @Override
    public long contentCharacters() {
        return facts.contentCharacters();
    }

    @Override
    public long progress() {
        return facts.progress();
    }

    @Override
    public Set<String> signatures() {
        return facts.signatures();
    }

    @Override
    public List<TranslationLoss> losses() {
        return List.of();
    }
}
