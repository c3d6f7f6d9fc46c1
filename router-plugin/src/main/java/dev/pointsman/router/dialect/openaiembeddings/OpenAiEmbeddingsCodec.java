package dev.pointsman.router.dialect.openaiembeddings;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.DialectCodec;
import dev.pointsman.router.dialect.EqualAnswer;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.OutputLimit;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.List;

/** The OpenAI embeddings dialect. */
public final class OpenAiEmbeddingsCodec implements DialectCodec {

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_EMBEDDINGS;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return EmbeddingsFacts.of(request);
    }

    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload()).set("model", target.model());
        OutputLimit.NONE.fit(editor, target);
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(new EmbeddingsInspector()));
    }
}
