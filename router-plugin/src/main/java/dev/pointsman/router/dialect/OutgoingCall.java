package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.ModelRequest;
import java.util.List;
import java.util.Objects;

/**
 * One attempt's request as the chosen provider takes it, and the reader of its answer.
 *
 * @param request in one of the provider's dialects, with the vendor's model id
 * @param edits what was changed in an equal dialect, by name: {@code model}, {@code stream_options.include_usage}
 * @param losses what a translation could not carry
 * @param answer makes the client's frames
 */
public record OutgoingCall(
        ModelRequest request, List<String> edits, List<TranslationLoss> losses, AnswerReader answer) {

    public OutgoingCall {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
        edits = List.copyOf(edits);
        losses = List.copyOf(losses);
    }
}
