package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Settings.Setting;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import java.math.BigDecimal;
import java.util.List;

/** Writes another dialect's settings, tool choice and reasoning as Anthropic's. */
final class MessagesSettingsWriter {

    /** What every model of this vendor can write, for a request without a limit to a model of unknown size. */
    static final int DEFAULT_MAX_TOKENS = 4096;

    /** The vendor's documentation of extended thinking: top_p between 0.95 and 1 is all that may be set beside it. */
    private static final BigDecimal LEAST_TOP_P = new BigDecimal("0.95");

    private final Draft draft;
    private final Conversation conversation;
    private final Settings settings;
    private final Losses losses;

    MessagesSettingsWriter(Draft draft, Conversation conversation) {
        this.draft = draft;
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.losses = draft.losses();
    }

    void write() {
        int maxTokens = maxTokens();
        draft.put("max_tokens", IntNode.valueOf(maxTokens), maxTokensPath());
        boolean thinks = new MessagesThinking(draft, conversation).write(maxTokens);
        settings.all().forEach((parameter, setting) -> write(parameter, setting, thinks));
        toolChoice();
        if (draft.streaming()) {
            draft.body().set("stream", BooleanNode.TRUE);
        }
    }

    private String maxTokensPath() {
        return settings.find(Parameter.MAX_OUTPUT).map(Setting::path).orElse("$.max_tokens");
    }

    private int maxTokens() {
        Integer most = draft.target().maxOutput();
        int wanted = settings.number(Parameter.MAX_OUTPUT).orElse(most == null ? DEFAULT_MAX_TOKENS : most);
        if (most != null && wanted > most) {
            losses.add(maxTokensPath(), "the model writes at most " + most);
            return most;
        }
        return wanted;
    }

    private void write(Parameter parameter, Setting setting, boolean thinks) {
        switch (parameter) {
            case MAX_OUTPUT, STREAM, STREAM_USAGE, REASONING_EFFORT, REASONING_BUDGET, REASONING_MODE -> {}
            case PARALLEL_TOOL_CALLS -> {}
            case TEMPERATURE -> temperature(setting, thinks);
            case TOP_P -> {
                boolean fits = !thinks || setting.value().decimalValue().compareTo(LEAST_TOP_P) >= 0;
                sampling("top_p", setting, fits);
            }
            case TOP_K -> sampling("top_k", setting, !thinks);
            case STOP -> stops(setting);
            case USER -> {
                ObjectNode metadata = TreeJson.object();
                metadata.set("user_id", setting.value());
                draft.put("metadata", metadata, setting.path());
            }
            case SERVICE_TIER ->
                MessagesSettings.serviceTier(setting.value().asText())
                        .ifPresentOrElse(
                                tier -> draft.put("service_tier", TextNode.valueOf(tier), setting.path()),
                                () -> losses.add(setting.path()));
            case SEED, PRESENCE_PENALTY, FREQUENCY_PENALTY, LOGIT_BIAS, LOGPROBS, TOP_LOGPROBS, CHOICES -> {
                if (!parameter.isNeutral(setting.value())) {
                    losses.add(setting.path());
                }
            }
        }
    }

    private void temperature(Setting setting, boolean thinks) {
        if (!thinks
                && setting.value().isNumber()
                && setting.value().decimalValue().compareTo(BigDecimal.ONE) > 0) {
            losses.add(setting.path(), "the range ends at 1");
            draft.put("temperature", IntNode.valueOf(1), setting.path());
            return;
        }
        sampling("temperature", setting, !thinks);
    }

    private void sampling(String member, Setting setting, boolean allowed) {
        if (allowed) {
            draft.put(member, setting.value(), setting.path());
        } else {
            losses.add(setting.path(), "not beside reasoning");
        }
    }

    private void stops(Setting setting) {
        ArrayNode kept = TreeJson.object().putArray("stop_sequences");
        List<JsonNode> stops = setting.elements();
        for (int i = 0; i < stops.size(); i++) {
            JsonNode stop = stops.get(i);
            if (stop.asText().isBlank()) {
                losses.add(
                        setting.path() + (setting.raw().isArray() ? "[" + i + "]" : ""),
                        "white space alone is refused");
            } else {
                kept.add(stop);
            }
        }
        if (!kept.isEmpty()) {
            draft.put("stop_sequences", kept, setting.path());
        }
    }

    /** {@code disable_parallel_tool_use} lives inside the choice, and not beside {@code none}. */
    private void toolChoice() {
        ToolChoice choice = conversation.toolChoice();
        Setting parallel = settings.find(Parameter.PARALLEL_TOOL_CALLS)
                .filter(setting -> !Parameter.PARALLEL_TOOL_CALLS.isNeutral(setting.value()))
                .orElse(null);
        if (choice == null && (parallel == null || conversation.tools().isEmpty())) {
            return;
        }
        ToolChoice written = choice == null ? new ToolChoice("$.tool_choice", ToolChoice.Mode.AUTO, null) : choice;
        ObjectNode node = MessagesRequestWriter.toolChoice(written);
        if (parallel != null && written.mode() != ToolChoice.Mode.NONE) {
            node.put("disable_parallel_tool_use", true);
        }
        draft.put("tool_choice", node, written.path());
    }
}
