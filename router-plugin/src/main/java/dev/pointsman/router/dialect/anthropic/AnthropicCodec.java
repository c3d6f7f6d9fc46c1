package dev.pointsman.router.dialect.anthropic;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.ClientSpoke;
import dev.pointsman.router.dialect.DialectCodec;
import dev.pointsman.router.dialect.EqualAnswer;
import dev.pointsman.router.dialect.FrameInspector;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.OutputLimit;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.dialect.VendorSpoke;
import java.util.List;
import java.util.Optional;

/** The Anthropic messages dialect. */
public final class AnthropicCodec implements DialectCodec {

    private static final OutputLimit LIMIT = OutputLimit.of("max_tokens");

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC_MESSAGES;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return MessagesFacts.of(request);
    }

    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload()).set("model", target.model());
        LIMIT.fit(editor, target);
        ThinkingBudget.fit(request, target, editor);
        if (target.issuers() != Issuers.ABSENT) {
            ForeignThinking.leaveOut(request, target, editor);
        }
        FrameInspector inspector = request.streaming() ? new MessageStreamInspector() : new WholeMessageInspector();
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(inspector));
    }

    @Override
    public Optional<ClientSpoke> client() {
        return Optional.of(new MessagesSpoke());
    }

    @Override
    public Optional<VendorSpoke> vendor() {
        return Optional.of(new MessagesSpoke());
    }
}
