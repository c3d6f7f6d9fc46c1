package dev.pointsman.router.dialect.openaichat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.ClientSpoke;
import dev.pointsman.router.dialect.DialectCodec;
import dev.pointsman.router.dialect.EqualAnswer;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.OutputLimit;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.dialect.VendorSpoke;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The OpenAI chat completions dialect. */
public final class OpenAiChatCodec implements DialectCodec {

    private static final OutputLimit LIMIT = OutputLimit.of("max_tokens", "max_completion_tokens");

    private static final String STREAM_OPTIONS = "stream_options";

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_CHAT;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return ChatFacts.of(request);
    }

    /**
     * Beyond the model: a streaming client that did not ask for usage gets it asked for, and the frame that answers this is
     * taken out again.
     */
    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload()).set("model", target.model());
        boolean askForUsage = request.streaming() && !target.refused().contains(STREAM_OPTIONS);
        boolean usageIsExtra = askForUsage && editor.setNested(STREAM_OPTIONS, "include_usage", true);
        LIMIT.fit(editor, target);
        if (target.issuers() != Issuers.ABSENT) {
            ForeignReasoning.leaveOut(request, target, editor);
        }
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(new ChatInspector(request.streaming(), usageIsExtra)));
    }

    @Override
    public Frame withCost(Frame frame, Supplier<OptionalLong> micros) {
        return ChatCost.in(frame, micros);
    }

    @Override
    public Optional<ClientSpoke> client() {
        return Optional.of(new ChatSpoke());
    }

    @Override
    public Optional<VendorSpoke> vendor() {
        return Optional.of(new ChatSpoke());
    }
}
