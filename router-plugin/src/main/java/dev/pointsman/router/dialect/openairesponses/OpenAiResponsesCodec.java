package dev.pointsman.router.dialect.openairesponses;

import dev.pointsman.api.exchange.Dialect;
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

/** The OpenAI Responses dialect. */
public final class OpenAiResponsesCodec implements DialectCodec {

    private static final OutputLimit LIMIT = OutputLimit.of("max_output_tokens");

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_RESPONSES;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return ResponsesFacts.of(request);
    }

    @Override
    public Optional<ClientSpoke> client() {
        return Optional.of(new ResponsesSpoke());
    }

    @Override
    public Optional<VendorSpoke> vendor() {
        return Optional.of(new ResponsesSpoke());
    }

    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload()).set("model", target.model());
        LIMIT.fit(editor, target);
        if (target.issuers() != Issuers.ABSENT) {
            ForeignReasoning.leaveOut(request, target, editor);
        }
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(new ResponsesInspector(request.streaming())));
    }
}
