package dev.pointsman.router.workload;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.dialect.PromptText;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a body's facts and its caller to the features that policies see. Immutable and thread-safe. */
public final class FeaturesReader {

    /** Of English prose and code; other scripts have fewer, which the learned ratio of a model takes in. */
    public static final double CHARACTERS_PER_TOKEN = 3.6;

    private static final String AGENT_HEADER = "x-pointsman-agent";

    /** About what a picture of ordinary size costs at the large vendors. */
    static final int IMAGE_TOKENS = 1_000;

    private final double charactersPerToken;
    private final WorkloadClassifier classifier = new WorkloadClassifier();

    public FeaturesReader() {
        this(CHARACTERS_PER_TOKEN);
    }

    public FeaturesReader(double charactersPerToken) {
        if (!(charactersPerToken > 0)) {
            throw new IllegalArgumentException("a token has more than " + charactersPerToken + " characters");
        }
        this.charactersPerToken = charactersPerToken;
    }

    /**
     * Reads the features.
     *
     * @param request whose model name and streaming wish count
     * @param sessionModel the {@code provider/model} that answered the conversation last; null when unknown
     */
    public RequestFeatures read(
            ModelRequest request, RequestFacts facts, CallContext context, @Nullable String sessionModel) {
        int inputTokens = inputTokens(facts, request.payload().size());
        Caller caller = caller(context.caller(), facts);
        return RequestFeatures.builder()
                .caller(caller)
                .model(request.model())
                .workload(classifier.classify(facts, context.headers(), caller.labels(), inputTokens))
                .inputTokens(inputTokens)
                .maxOutputTokens(facts.maxOutputTokens())
                .tools(facts.tools())
                .turns(facts.turns())
                .toolLoop(facts.toolLoop())
                .needs(needs(request, facts))
                .pins(facts.pins())
                .sessionModel(sessionModel)
                .build();
    }

    /** Who the body says its user and its agent are, where nobody else says. */
    private static Caller caller(Caller caller, RequestFacts facts) {
        PromptText userHint = facts.userHint();
        String user = caller.user() == null && userHint != null ? userHint.reveal() : caller.user();
        String agent = caller.agent() == null && mayNameAgent(caller) ? facts.agentHint() : caller.agent();
        return new Caller(
                caller.workspace(), caller.keyId(), user, agent, caller.session(), caller.labels(), caller.bounds());
    }

    /** A text is no better a word than the header, so whoever may not send that may not name its agent in a text either. */
    private static boolean mayNameAgent(Caller caller) {
        return Glob.anyMatches(caller.bounds().headers(), AGENT_HEADER);
    }

    /**
     * Estimated, rounded up.
     *
     * @param bytes of the body; what of them is no text is taken for documents and sound, where there are any
     */
    private int inputTokens(RequestFacts facts, int bytes) {
        double tokens = facts.textCharacters() / charactersPerToken + (double) facts.imageCount() * IMAGE_TOKENS;
        double others = Math.max(0, bytes - facts.textCharacters());
        if (facts.needs().contains(Capability.DOCUMENTS)) {
            tokens += TokenEstimate.PER_PAGE * (1 + others / TokenEstimate.BASE64_PER_PAGE);
        } else if (facts.needs().contains(Capability.AUDIO)) {
            tokens += 1 + others / TokenEstimate.BASE64_PER_AUDIO_TOKEN;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(tokens));
    }

    private static Set<Capability> needs(ModelRequest request, RequestFacts facts) {
        Set<Capability> needs = new HashSet<>(facts.needs());
        if (request.dialect().equals(Dialect.OPENAI_EMBEDDINGS)) {
            needs.add(Capability.EMBEDDINGS);
            return needs;
        }
        if (request.streaming()) {
            needs.add(Capability.STREAMING);
        }
        if (facts.tools() > 0) {
            needs.add(Capability.TOOLS);
        }
        if (facts.imageCount() > 0) {
            needs.add(Capability.IMAGES);
        }
        return needs;
    }
}
