package dev.pointsman.router.dialect.gemini;

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

/** The Gemini generateContent dialect. */
public final class GeminiCodec implements DialectCodec {

    private static final OutputLimit LIMIT = OutputLimit.within(
            List.of("generationConfig", "generation_config"), List.of("maxOutputTokens", "max_output_tokens"));

    @Override
    public Dialect dialect() {
        return Dialect.GEMINI_GENERATE;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return GeminiFacts.of(request);
    }

    @Override
    public Optional<ClientSpoke> client() {
        return Optional.of(new GeminiSpoke());
    }

    @Override
    public Optional<VendorSpoke> vendor() {
        return Optional.of(new GeminiSpoke());
    }

    /** The model goes into the path; a body that names one all the same is made to name this one. */
    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload());
        LIMIT.fit(editor, target);
        if (editor.has("model")) {
            editor.set("model", "models/" + target.model());
        }
        if (target.issuers() != Issuers.ABSENT) {
            ForeignThoughts.leaveOut(request, target, editor);
        }
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(new GeminiInspector(request.streaming())));
    }
}
