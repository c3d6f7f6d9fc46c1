package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Thinking;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import java.util.Optional;

/** Writes another dialect's settings as chat completions'. */
final class ChatSettingsWriter {

    /** OpenAI takes no more. */
    private static final int MOST_STOPS = 4;

    private final Draft draft;

    ChatSettingsWriter(Draft draft) {
        this.draft = draft;
    }

    void write(Settings settings) {
        settings.all().forEach(this::write);
        reasoning(settings);
        if (draft.streaming()) {
            draft.body().set("stream", BooleanNode.TRUE);
            // Always asked for: the router counts it, and the writer of the answer shows it only to a client that
            // asked.
            draft.body().putObject("stream_options").put("include_usage", true);
        }
    }

    private void write(Parameter parameter, Settings.Setting setting) {
        switch (parameter) {
            case STREAM, STREAM_USAGE, REASONING_EFFORT, REASONING_BUDGET, REASONING_MODE -> {}
            case STOP -> draft.put("stop", stops(setting), setting.path());
            default -> {
                String member = ChatSettings.MEMBERS.get(parameter);
                if (member != null) {
                    draft.put(member, setting.value(), setting.path());
                } else if (!parameter.isNeutral(setting.value())) {
                    draft.losses().add(setting.path());
                }
            }
        }
    }

    private JsonNode stops(Settings.Setting setting) {
        ArrayNode kept = TreeJson.object().putArray("stop");
        List<JsonNode> stops = setting.elements();
        for (int i = 0; i < stops.size(); i++) {
            if (i < MOST_STOPS) {
                kept.add(stops.get(i));
            } else {
                draft.losses().add(setting.path() + "[" + i + "]", "at most " + MOST_STOPS + " stop texts");
            }
        }
        return kept;
    }

    /** Anthropic takes an effort beside reasoning that is switched off; here, an effort would switch it on. */
    private void reasoning(Settings settings) {
        Optional<Settings.Setting> off = settings.find(Parameter.REASONING_MODE)
                .filter(mode -> mode.value().asText().equals("disabled"));
        if (off.isPresent()) {
            draft.losses().add(off.get().path(), "reasoning cannot be switched off");
            settings.find(Parameter.REASONING_EFFORT)
                    .ifPresent(effort -> draft.losses().add(effort.path(), "reasoning is switched off"));
            return;
        }
        settings.find(Parameter.REASONING_EFFORT)
                .ifPresentOrElse(
                        effort -> draft.put("reasoning_effort", word(effort), effort.path()),
                        () -> fromBudget(settings));
    }

    private JsonNode word(Settings.Setting effort) {
        if (effort.value().asText().equals("max")) {
            draft.losses().add(effort.path(), "the highest effort here is xhigh");
            return TextNode.valueOf("xhigh");
        }
        return effort.value();
    }

    /** A budget says how much, an effort says how hard: the share of the output limit is the nearest meaning. */
    private void fromBudget(Settings settings) {
        settings.find(Parameter.REASONING_BUDGET).ifPresent(budget -> {
            int limit = settings.number(Parameter.MAX_OUTPUT).orElse(0);
            String effort = Thinking.effort(budget.value().asInt(), limit);
            draft.put("reasoning_effort", TextNode.valueOf(effort), budget.path());
        });
    }
}
