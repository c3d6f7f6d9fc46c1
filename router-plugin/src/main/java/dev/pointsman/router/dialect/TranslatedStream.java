package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A stream in another dialect. */
final class TranslatedStream implements AnswerReader {

    private final FrameReader reader;
    private final FrameWriter writer;
    private final Losses losses = new Losses();
    private @Nullable TokenUsage usage;
    private @Nullable Finish finish;
    private @Nullable String model;
    private long characters;
    private boolean committed;
    private boolean marked;
    private boolean ended;

    TranslatedStream(VendorSpoke vendor, ClientSpoke client, AnswerTerms terms) {
        this.reader = vendor.frameReader();
        this.writer = client.frameWriter(terms, losses);
    }

    @Override
    public FrameKind read(Frame vendorFrame, Queue<Frame> clientFrames) {
        FrameKind kind = committed ? FrameKind.FOLLOWING : FrameKind.PREAMBLE;
        for (AnswerEvent event : reader.read(vendorFrame)) {
            if (!committed && (writer.shows(event) || isEndWithoutContent(event))) {
                committed = true;
                kind = FrameKind.CONTENT;
            }
            follow(event, clientFrames);
        }
        return kind;
    }

    /** An answer that a limit or a refusal cut before any content is an answer. */
    private static boolean isEndWithoutContent(AnswerEvent event) {
        return event instanceof AnswerEvent.Finished finished
                && !finished.finish().needsContent();
    }

    private void follow(AnswerEvent event, Queue<Frame> clientFrames) {
        switch (event) {
            case AnswerEvent.Started started -> model = started.model();
            case AnswerEvent.TextDelta text -> characters += text.text().length();
            case AnswerEvent.ReasoningDelta reasoning ->
                characters += reasoning.text().length();
            case AnswerEvent.ArgumentsDelta arguments ->
                characters += arguments.json().length();
            case AnswerEvent.ToolCallStarted call -> characters += call.name().length();
            case AnswerEvent.ReasoningSigned signed -> {}
            case AnswerEvent.Finished finished -> finish = finished.finish();
            case AnswerEvent.Used used -> usage = used.usage();
            case AnswerEvent.Lost lost -> losses.add(lost.path(), lost.reason());
            case AnswerEvent.Ended end -> {
                marked = true;
                end(clientFrames);
                return;
            }
        }
        writer.write(event, clientFrames);
    }

    /** At the vendor's terminal mark, or where its stream ends after a finish reason: some vendors send no mark. */
    @Override
    public void end(Queue<Frame> clientFrames) {
        if (ended) {
            return;
        }
        if (finish == null) {
            throw TreeJson.malformed("a stream that ends without a finish reason");
        }
        if (!marked && reader.needsTerminalMark()) {
            throw TreeJson.malformed("a stream that ends without its terminal mark");
        }
        if (!committed && finish.needsContent()) {
            throw new ProviderException(new ProviderFailure.Empty());
        }
        ended = true;
        writer.end(clientFrames);
    }

    @Override
    public boolean isComplete() {
        return finish != null && (marked || !reader.needsTerminalMark()) && (committed || !finish.needsContent());
    }

    @Override
    public Optional<Usage> usage() {
        return Optional.ofNullable(usage).map(TokenUsage::unified);
    }

    @Override
    public OptionalLong costMicros() {
        return usage == null ? OptionalLong.empty() : usage.costMicros();
    }

    @Override
    public Optional<String> finishReason() {
        return Optional.ofNullable(finish).map(Finish::raw);
    }

    @Override
    public Optional<String> servedModel() {
        return Optional.ofNullable(model);
    }

    @Override
    public long contentCharacters() {
        return characters;
    }

    @Override
    public List<TranslationLoss> losses() {
        return losses.list();
    }
}
