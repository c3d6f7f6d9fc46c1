package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Settings.Setting;
import dev.pointsman.router.dialect.TreeJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes settings: those that every model has into {@code inferenceConfig}, those of one family into
 * {@code additionalModelRequestFields}.
 */
final class ConverseSettingsWriter {

    /** What AWS lets a value of {@code requestMetadata} be made of. */
    private static final Pattern METADATA = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{0,256}");

    /** Anthropic's documentation of thinking: top_p between 0.95 and 1 is all that may be set beside it. */
    private static final BigDecimal LEAST_TOP_P = new BigDecimal("0.95");

    private final Draft draft;
    private final ConverseModels models;
    private final Conversation conversation;
    private final Settings settings;
    private final Losses losses;
    private final ObjectNode inference = TreeJson.object();
    private final ObjectNode additional = TreeJson.object();

    ConverseSettingsWriter(Draft draft, ConverseModels models, Conversation conversation) {
        this.draft = draft;
        this.models = models;
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.losses = draft.losses();
    }

    void write() {
        boolean thinks = new ConverseThinking(draft, models, conversation).write(additional);
        settings.all().forEach((parameter, setting) -> write(parameter, setting, thinks));
        if (!inference.isEmpty()) {
            draft.put("inferenceConfig", inference, "$");
        }
        if (!additional.isEmpty()) {
            draft.put("additionalModelRequestFields", additional, "$");
        }
    }

    private void write(Parameter parameter, Setting setting, boolean thinks) {
        switch (parameter) {
            case STREAM, STREAM_USAGE, REASONING_EFFORT, REASONING_BUDGET, REASONING_MODE -> {}
            case MAX_OUTPUT -> inference.set("maxTokens", setting.value());
            case TEMPERATURE -> temperature(setting, thinks);
            case TOP_P -> {
                boolean fits = !thinks
                        || (setting.value().isNumber()
                                && setting.value().decimalValue().compareTo(LEAST_TOP_P) >= 0);
                sampling("topP", "top_p", setting, fits);
            }
            case TOP_K -> topK(setting, thinks);
            case STOP -> stops(setting);
            case USER -> user(setting);
            case SERVICE_TIER -> serviceTier(setting);
            case SEED,
                    PRESENCE_PENALTY,
                    FREQUENCY_PENALTY,
                    LOGIT_BIAS,
                    LOGPROBS,
                    TOP_LOGPROBS,
                    CHOICES,
                    PARALLEL_TOOL_CALLS -> {
                if (!parameter.isNeutral(setting.value())) {
                    losses.add(setting.path());
                }
            }
        }
    }

    private void temperature(Setting setting, boolean thinks) {
        boolean above =
                setting.value().isNumber() && setting.value().decimalValue().compareTo(BigDecimal.ONE) > 0;
        if (!thinks && above) {
            losses.add(setting.path(), "the range ends at 1");
            sampling(
                    "temperature", "temperature", new Setting(setting.path(), setting.raw(), IntNode.valueOf(1)), true);
            return;
        }
        sampling("temperature", "temperature", setting, !thinks);
    }

    /** @param usual the name by which other dialects, and so the catalog, know it */
    private void sampling(String member, String usual, Setting setting, boolean allowed) {
        if (draft.refuses(member) || draft.refuses(usual)) {
            losses.add(setting.path(), "the model refuses " + usual);
        } else if (allowed) {
            inference.set(member, setting.value());
        } else {
            losses.add(setting.path(), "not beside reasoning");
        }
    }

    private void topK(Setting setting, boolean thinks) {
        String place = draft.refuses("top_k") ? null : models.topK().orElse(null);
        if (place == null) {
            losses.add(setting.path(), "the model has none");
        } else if (thinks) {
            losses.add(setting.path(), "not beside reasoning");
        } else if (place.startsWith("/inferenceConfig/")) {
            additional.putObject("inferenceConfig").set(place.substring("/inferenceConfig/".length()), setting.value());
        } else {
            additional.set(place.substring(1), setting.value());
        }
    }

    private void stops(Setting setting) {
        ArrayNode kept = TreeJson.object().putArray("stopSequences");
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
            inference.set("stopSequences", kept);
        }
    }

    private void user(Setting setting) {
        String user = setting.value().asText();
        if (!setting.value().isTextual() || !METADATA.matcher(user).matches()) {
            losses.add(setting.path(), "characters that a request's metadata may not have here");
            return;
        }
        ObjectNode metadata = TreeJson.object().put("user_id", user);
        draft.put("requestMetadata", metadata, setting.path());
    }

    /** The usual one is what happens without a word. */
    private void serviceTier(Setting setting) {
        switch (setting.value().asText()) {
            case "auto", "default" -> {}
            case "flex", "priority" -> {
                ObjectNode tier = TreeJson.object().put("type", setting.value().asText());
                draft.put("serviceTier", tier, setting.path());
            }
            default -> losses.add(setting.path());
        }
    }
}
