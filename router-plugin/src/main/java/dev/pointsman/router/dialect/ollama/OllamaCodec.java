package dev.pointsman.router.dialect.ollama;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.ClientSpoke;
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

/** The Ollama dialects: chat and generate differ only in where their text stands. */
public final class OllamaCodec implements DialectCodec {

    private static final OutputLimit LIMIT = OutputLimit.within(List.of("options"), List.of("num_predict"));

    private final Dialect dialect;

    private OllamaCodec(Dialect dialect) {
        this.dialect = dialect;
    }

    public static OllamaCodec chat() {
        return new OllamaCodec(Dialect.OLLAMA_CHAT);
    }

    public static OllamaCodec generate() {
        return new OllamaCodec(Dialect.OLLAMA_GENERATE);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public RequestFacts facts(ModelRequest request) {
        return OllamaFacts.of(request);
    }

    @Override
    public Optional<ClientSpoke> client() {
        return Optional.of(dialect.equals(Dialect.OLLAMA_CHAT) ? new OllamaSpoke() : new GenerateSpoke());
    }

    /** Other dialects are carried to the chat alone: it is the one that knows turns and tools. */
    @Override
    public Optional<VendorSpoke> vendor() {
        return dialect.equals(Dialect.OLLAMA_CHAT) ? Optional.of(new OllamaSpoke()) : Optional.empty();
    }

    @Override
    public OutgoingCall splice(ModelRequest request, ModelTarget target) {
        PayloadEditor editor = PayloadEditor.of(request.payload()).set("model", target.model());
        LIMIT.fit(editor, target);
        return new OutgoingCall(
                request.withModel(target.model()).withPayload(editor.result()),
                editor.edits(),
                List.of(),
                new EqualAnswer(new OllamaInspector(request.streaming())));
    }
}
