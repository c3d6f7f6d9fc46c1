package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.anthropic.AnthropicCodec;
import dev.pointsman.router.dialect.bedrock.BedrockCodec;
import dev.pointsman.router.dialect.gemini.GeminiCodec;
import dev.pointsman.router.dialect.ollama.OllamaCodec;
import dev.pointsman.router.dialect.openaichat.OpenAiChatCodec;
import dev.pointsman.router.dialect.openaiembeddings.OpenAiEmbeddingsCodec;
import dev.pointsman.router.dialect.openairesponses.OpenAiResponsesCodec;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The door of this package: reads any known dialect and prepares a request for any provider. Immutable and thread-safe. */
public final class Dialects {

    private final Map<Dialect, DialectCodec> codecs;

    private Dialects(List<DialectCodec> codecs) {
        this.codecs = codecs.stream().collect(Collectors.toUnmodifiableMap(DialectCodec::dialect, Function.identity()));
    }

    /** All that are built in. */
    public static Dialects standard() {
        return new Dialects(List.of(
                new OpenAiChatCodec(),
                new AnthropicCodec(),
                new OpenAiResponsesCodec(),
                new GeminiCodec(),
                OllamaCodec.chat(),
                OllamaCodec.generate(),
                new BedrockCodec(),
                new OpenAiEmbeddingsCodec()));
    }

    /**
     * What the request's body tells, in one pass.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body is not JSON, is beyond a limit, has
     *     not its dialect's shape, or has a dialect nobody here knows; the caller text says what is wrong and where
     */
    public RequestFacts facts(ModelRequest request) {
        return codec(request.dialect()).facts(request);
    }

    /**
     * One attempt's request: the client's bytes with a few named edits when the provider takes the client's dialect, else a
     * translation.
     *
     * @param accepted what the provider takes, preferred first
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} as {@link #facts} does, and when none of the
     *     provider's dialects can carry the request
     */
    public OutgoingCall prepare(ModelRequest request, SequencedSet<Dialect> accepted, ModelTarget target) {
        if (accepted.contains(request.dialect())) {
            return codec(request.dialect()).splice(request, target);
        }
        for (Dialect dialect : accepted) {
            Optional<Translation> translation = translation(request.dialect(), dialect);
            if (translation.isPresent()) {
                return translation.get().translate(request, target);
            }
        }
        throw InvalidBody.because("%s takes %s; a request in %s cannot be carried there."
                .formatted(target.provider(), names(accepted), request.dialect()));
    }

    /**
     * The request in no dialect, for those who look at its parts; empty for a dialect that has no way into the hub.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body has not the dialect's shape
     */
    public Optional<Conversation> conversation(ModelRequest request) {
        return client(request.dialect()).map(spoke -> spoke.requestReader().read(request));
    }

    /**
     * What makes an answer dearer than the body's size and output limit tell.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body is no JSON object
     */
    public BillableReach reach(ModelRequest request) {
        return BillableReach.of(request);
    }

    /**
     * A frame for a client with what its answer cost so far; the same frame where it tells no usage, or the client's dialect has no
     * place for it.
     *
     * @param micros USD times 1,000,000; empty while unknown
     */
    public Frame withCost(Dialect client, Frame frame, Supplier<OptionalLong> micros) {
        return codec(client).withCost(frame, micros);
    }

    /** Whether a request in one dialect can be sent in the other. */
    public boolean canCarry(Dialect from, Dialect to) {
        return from.equals(to)
                ? codecs.containsKey(from)
                : translation(from, to).isPresent();
    }

    private Optional<Translation> translation(Dialect from, Dialect to) {
        return client(from).flatMap(client -> vendor(to).map(vendor -> Translation.of(client, vendor)));
    }

    private Optional<ClientSpoke> client(Dialect dialect) {
        return Optional.ofNullable(codecs.get(dialect)).flatMap(DialectCodec::client);
    }

    private Optional<VendorSpoke> vendor(Dialect dialect) {
        return Optional.ofNullable(codecs.get(dialect)).flatMap(DialectCodec::vendor);
    }

    /** Every dialect that an agent may speak here, by name. */
    public SequencedSet<Dialect> known() {
        SequencedSet<Dialect> known = new LinkedHashSet<>();
        codecs.keySet().stream().sorted(Comparator.comparing(Dialect::name)).forEach(known::add);
        return known;
    }

    private DialectCodec codec(Dialect dialect) {
        DialectCodec codec = codecs.get(dialect);
        if (codec == null) {
            throw InvalidBody.because(
                    "The dialect %s is not known here; known are %s.".formatted(dialect, names(codecs.keySet())));
        }
        return codec;
    }

    private static String names(Iterable<Dialect> dialects) {
        TreeSet<String> names = new TreeSet<>();
        dialects.forEach(dialect -> names.add(dialect.name()));
        return String.join(", ", names);
    }
}
