package dev.pointsman.router.simulation;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Empty;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.FrameKind;
import dev.pointsman.router.dialect.TranslationLoss;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Reads answers of {@link Word}s, as strictly as a dialect's. */
final class WordReader implements AnswerReader {

    private static final int INPUT_TOKENS = 1_000;

    private int content;
    private @Nullable Word mark;

    static Word word(Frame frame) {
        String text = frame.payload().utf8();
        return Word.valueOf(text.substring(text.lastIndexOf(':') + 1));
    }

    @Override
    public FrameKind read(Frame vendorFrame, Queue<Frame> clientFrames) {
        Word word = word(vendorFrame);
        if (word == Word.ERROR) {
            throw new ProviderException(new Overloaded());
        }
        clientFrames.add(vendorFrame);
        boolean first = content == 0;
        content += word == Word.CONTENT ? 1 : 0;
        mark = word.terminates() ? word : mark;
        if (word == Word.CONTENT && first) {
            return FrameKind.CONTENT;
        }
        return first ? FrameKind.PREAMBLE : FrameKind.FOLLOWING;
    }

    @Override
    public void end(Queue<Frame> clientFrames) {
        if (mark == null) {
            throw new ProviderException(new Malformed("no terminal mark"));
        }
        if (content == 0) {
            throw new ProviderException(new Empty());
        }
    }

    @Override
    public boolean isComplete() {
        return mark != null && content > 0;
    }

    @Override
    public Optional<Usage> usage() {
        return mark == Word.END ? Optional.of(Usage.of(INPUT_TOKENS, content)) : Optional.empty();
    }

    @Override
    public Optional<String> finishReason() {
        return mark == null ? Optional.empty() : Optional.of("stop");
    }

    @Override
    public Optional<String> servedModel() {
        return Optional.empty();
    }

    @Override
    public long contentCharacters() {
        return content * 4L;
    }

    @Override
    public List<TranslationLoss> losses() {
        return List.of();
    }
}
