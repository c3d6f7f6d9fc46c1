package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.DialectCodec;
import dev.pointsman.router.dialect.EqualAnswer;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.OutputLimit;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.dialect.VendorSpoke;
import java.util.List;
import java.util.Optional;

/** The Bedrock Converse dialect. */
public final class BedrockCodec implements DialectCodec {

    private static final OutputLimit LIMIT = OutputLimit.within(List.of("inferenceConfig"), List.of("maxTokens"));

    @Override
    public Dialect dialect() {
        return Dialect.BEDROCK_CONVERSE;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return ConverseFacts.of(request);
    }

    /** Vendors alone: no client speaks it here. */
    @Override
    public Optional<VendorSpoke> vendor() {
        return Optional.of(new ConverseSpoke());
    }

    /** The model goes into the path; a body that names one all the same is made to name this one. */
    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload());
        LIMIT.fit(editor, target);
        if (editor.has("toolConfig")) {
            new ConverseModels(target.model()).requireToolsIn(request.streaming());
        }
        if (editor.has("model")) {
            editor.set("model", target.model());
        }
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(new ConverseInspector(request.streaming())));
    }
}
