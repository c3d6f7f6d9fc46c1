package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.router.dialect.TreeJson;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * In what the models behind Converse differ: one body for all, of which each family takes a part and answers 400 to the rest.
 * From AWS's table of supported models and features and its pages on each family's parameters. A model's id may be that of an
 * inference profile ({@code eu.anthropic.…}) or an ARN that ends with it, so families are found anywhere in it. An ARN that hides
 * its model (an application's inference profile) is of no family and gets what every model takes.
 */
final class ConverseModels {

    private static final Pattern CLAUDE = Pattern.compile("anthropic\\.claude");
    private static final Pattern NOVA = Pattern.compile("amazon\\.nova");
    private static final Pattern MISTRAL = Pattern.compile("mistral\\.");

    /** Claude that decides itself how much it thinks, told by an effort; the newest of them refuse budgets. */
    private static final Pattern ADAPTIVE =
            Pattern.compile("anthropic\\.claude-(?:opus|sonnet|haiku)-(?:4-[6-9]|[5-9])");

    /** Claude that thinks within a budget. */
    private static final Pattern BUDGETED =
            Pattern.compile("anthropic\\.claude-(?:3-7|(?:opus|sonnet|haiku)-4-[0-5]|(?:opus|sonnet)-4-20)");

    private static final Pattern NOVA_2 = Pattern.compile("amazon\\.nova-2");
    private static final Pattern GPT_OSS = Pattern.compile("openai\\.gpt-oss");

    /** What they make of a conversation has no place for instructions. */
    private static final Pattern NO_SYSTEM = Pattern.compile(
            "amazon\\.titan|cohere\\.command-(?:text|light)|mistral\\.mi(?:s|x)tral-(?:7b|8x7b)|ai21\\.j2");

    /** They call tools, but not in a stream. */
    private static final Pattern NO_STREAMED_TOOLS = Pattern.compile("meta\\.llama|mistral\\.mistral-large-240");

    private static final Pattern MUST_CALL_ANY = Pattern.compile("mistral\\.(?:mistral-large|pixtral)");
    private static final Pattern CACHES = Pattern.compile("anthropic\\.claude|amazon\\.nova");

    private final String model;

    ConverseModels(String model) {
        this.model = model;
    }

    private boolean is(Pattern family) {
        return family.matcher(model).find();
    }

    /** How a family is asked to reason. */
    enum Reasoning {
        ADAPTIVE,
        BUDGET,
        NOVA,
        EFFORT,
        NONE
    }

    Reasoning reasoning() {
        if (is(ADAPTIVE)) {
            return Reasoning.ADAPTIVE;
        }
        if (is(BUDGETED)) {
            return Reasoning.BUDGET;
        }
        if (is(NOVA_2)) {
            return Reasoning.NOVA;
        }
        return is(GPT_OSS) ? Reasoning.EFFORT : Reasoning.NONE;
    }

    /** Where {@code top_k} stands below {@code additionalModelRequestFields}; empty where the model has none. */
    Optional<String> topK() {
        if (is(CLAUDE) || is(MISTRAL)) {
            return Optional.of("/top_k");
        }
        if (is(NOVA)) {
            return Optional.of("/inferenceConfig/topK");
        }
        return model.contains("cohere.command") ? Optional.of("/k") : Optional.empty();
    }

    boolean takesSystem() {
        return !is(NO_SYSTEM);
    }

    /**
     * AWS would refuse such a request, so it is not sent.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when tools are on offer in a stream and the model
     *     calls none there; another candidate may take it
     */
    void requireToolsIn(boolean stream) {
        if (stream && is(NO_STREAMED_TOOLS)) {
            throw TreeJson.invalid(
                    "tools: " + model + " calls none in a stream; ask without \"stream\", or name another model.");
        }
    }

    /** The words of {@code toolChoice} beside {@code auto}. */
    Set<String> toolChoices() {
        if (is(CLAUDE) || is(NOVA)) {
            return Set.of("any", "tool");
        }
        return is(MUST_CALL_ANY) ? Set.of("any") : Set.of();
    }

    /** Whether cache points may stand among messages and instructions. */
    boolean caches() {
        return is(CACHES);
    }

    /** Whether cache points may stand among tools, and say how long they hold. */
    boolean cachesTools() {
        return is(CLAUDE);
    }

    /** Whether a tool's calls can be held to its schema. */
    boolean takesStrictTools() {
        return is(Pattern.compile("anthropic\\.claude-(?:opus|sonnet|haiku)-(?:4-[5-9]|[5-9])"));
    }
}
