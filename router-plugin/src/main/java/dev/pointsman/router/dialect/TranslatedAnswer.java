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

/** A whole answer in another dialect: one frame in, one frame out. */
final class TranslatedAnswer implements AnswerReader {

    private final VendorSpoke vendor;
    private final ClientSpoke client;
    private final AnswerTerms terms;
    private final Losses losses = new Losses();
    private @Nullable Answer answer;

    TranslatedAnswer(VendorSpoke vendor, ClientSpoke client, AnswerTerms terms) {
        this.vendor = vendor;
        this.client = client;
        this.terms = terms;
    }

    @Override
    public FrameKind read(Frame vendorFrame, Queue<Frame> clientFrames) {
        if (answer != null) {
            throw TreeJson.malformed("more than one frame in a whole answer");
        }
        Answer read = vendor.answer(vendorFrame.payload());
        answer = read;
        Finish finish = finish(read);
        if (finish == null) {
            throw TreeJson.malformed("an answer without a finish reason");
        }
        if (finish.reason() != Finish.Reason.LENGTH && hasBrokenCall(read)) {
            throw TreeJson.malformed("a tool call whose arguments are not JSON");
        }
        clientFrames.add(Frame.of(TreeJson.payload(client.write(read, terms, losses))));
        return contentCharacters() > 0 || !finish.needsContent() ? FrameKind.CONTENT : FrameKind.PREAMBLE;
    }

    @Override
    public void end(Queue<Frame> clientFrames) {
        if (answer == null) {
            throw TreeJson.malformed("an end without an answer");
        }
        Finish finish = finish(answer);
        if (contentCharacters() == 0 && finish != null && finish.needsContent()) {
            throw new ProviderException(new ProviderFailure.Empty());
        }
    }

    @Override
    public Optional<Usage> usage() {
        return Optional.ofNullable(answer).map(Answer::usage).map(TokenUsage::unified);
    }

    @Override
    public OptionalLong costMicros() {
        Answer read = answer;
        TokenUsage told = read == null ? null : read.usage();
        return told == null ? OptionalLong.empty() : told.costMicros();
    }

    @Override
    public Optional<String> finishReason() {
        return Optional.ofNullable(answer).map(TranslatedAnswer::finish).map(Finish::raw);
    }

    @Override
    public Optional<String> servedModel() {
        return Optional.ofNullable(answer).map(Answer::model);
    }

    @Override
    public long contentCharacters() {
        return answer == null
                ? 0
                : answer.choices().stream()
                        .flatMap(choice -> choice.blocks().stream())
                        .mapToLong(TranslatedAnswer::characters)
                        .sum();
    }

    private static boolean hasBrokenCall(Answer answer) {
        return answer.choices().stream()
                .flatMap(choice -> choice.blocks().stream())
                .anyMatch(block -> block instanceof Block.ToolCall call
                        && !call.arguments().isBlank()
                        && TreeJson.parsed(call.arguments()).isEmpty());
    }

    private static long characters(Block block) {
        return switch (block) {
            case Block.Text text -> text.text().length();
            case Block.Reasoning reasoning -> reasoning.text().length();
            case Block.ToolCall call -> call.name().length() + call.arguments().length();
            default -> 0;
        };
    }

    @Override
    public List<TranslationLoss> losses() {
        return losses.list();
    }

    private static @Nullable Finish finish(Answer answer) {
        return answer.choices().getFirst().finish();
    }
}
