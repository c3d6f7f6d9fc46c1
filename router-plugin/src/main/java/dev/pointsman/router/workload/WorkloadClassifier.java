package dev.pointsman.router.workload;

import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the kind of work. Stateless and thread-safe; remembers and repeats nothing of the text. */
public final class WorkloadClassifier {

    /** The request header with which a caller declares the workload. */
    public static final String HEADER = "x-pointsman-workload";

    /** The label with which a caller declares it. */
    public static final String LABEL = "workload";

    /** From here on the length of the input decides more than its kind. */
    private static final int LONG_CONTEXT_TOKENS = 60_000;

    /** Answers this short are verdicts. */
    private static final int VERDICT_TOKENS = 16;

    private static final int HEARTBEAT_CHARACTERS = 400;
    private static final Pattern DECLARED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    /**
     * The workload's id.
     *
     * @param headers by lower case name
     * @param labels of the caller
     * @param inputTokens estimated
     */
    public String classify(
            RequestFacts facts, Map<String, String> headers, Map<String, String> labels, int inputTokens) {
        return declared(headers.get(HEADER))
                .or(() -> declared(labels.get(LABEL)))
                .orElseGet(() -> guess(facts, inputTokens).id());
    }

    /** A declared workload need not be one of ours, but it ends up in rules and reports, so it must look like a name. */
    private static Optional<String> declared(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        String name = value.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return DECLARED.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    private static Workload guess(RequestFacts facts, int inputTokens) {
        String text = facts.lastUserText().reveal();
        if (isHeartbeat(text)) {
            return Workload.HEARTBEAT;
        }
        if (facts.toolLoop()) {
            return Workload.TOOL_LOOP;
        }
        Optional<Workload> suggested = TextRules.suggest(text);
        if (inputTokens >= LONG_CONTEXT_TOKENS && suggested.isEmpty()) {
            return Workload.LONG_CONTEXT;
        }
        return suggested.orElseGet(() -> byShape(facts));
    }

    private static Workload byShape(RequestFacts facts) {
        if (facts.needs().contains(Capability.SCHEMA)) {
            return Workload.EXTRACTION;
        }
        Integer most = facts.maxOutputTokens();
        if (most != null && most <= VERDICT_TOKENS) {
            return Workload.CLASSIFICATION;
        }
        return Workload.CHAT;
    }

    /** Agents wake themselves with a fixed text; its answer is a word. */
    private static boolean isHeartbeat(String text) {
        String lower = text.length() > HEARTBEAT_CHARACTERS ? "" : text.toLowerCase(Locale.ROOT);
        return lower.contains("heartbeat_ok")
                || lower.contains("heartbeat.md")
                || lower.strip().equals("heartbeat");
    }
}
