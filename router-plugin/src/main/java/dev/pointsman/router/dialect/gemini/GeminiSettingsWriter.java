package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Settings.Setting;
import dev.pointsman.router.dialect.Thinking;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes another dialect's settings and reasoning into {@code generationConfig}. */
final class GeminiSettingsWriter {

    /** The vendor's documentation of {@code stopSequences}. */
    private static final int MOST_STOPS = 5;

    /** The largest budget that every thinking model of 2.5 takes. */
    private static final int MOST_BUDGET = 24_576;

    /** Where the request has no output limit; thinking counts into it here. */
    private static final int USUAL_OUTPUT = 8_192;

    private static final Pattern NO_THINKING = Pattern.compile("gemini-(1|2\\.0)|gemma");
    private static final Pattern BUDGETS = Pattern.compile("gemini-2\\.5");

    private final Draft draft;
    private final Settings settings;
    private final Losses losses;
    private final String model;

    GeminiSettingsWriter(Draft draft, Settings settings) {
        this.draft = draft;
        this.settings = settings;
        this.losses = draft.losses();
        this.model = draft.target().model();
    }

    void write(ObjectNode config) {
        settings.all().forEach((parameter, setting) -> write(parameter, setting, config));
        thinking(config);
    }

    private void write(Parameter parameter, Setting setting, ObjectNode config) {
        switch (parameter) {
            case STREAM, STREAM_USAGE, REASONING_EFFORT, REASONING_BUDGET, REASONING_MODE -> {}
            case STOP -> config.set("stopSequences", stops(setting));
            default -> {
                String member = GeminiSettings.MEMBERS.get(parameter);
                if (member == null || draft.refuses(member)) {
                    if (!parameter.isNeutral(setting.value())) {
                        losses.add(setting.path());
                    }
                } else {
                    config.set(member, setting.value());
                }
            }
        }
    }

    private JsonNode stops(Setting setting) {
        ArrayNode kept = TreeJson.object().putArray("stopSequences");
        List<JsonNode> stops = setting.elements();
        for (int i = 0; i < stops.size(); i++) {
            if (i < MOST_STOPS) {
                kept.add(stops.get(i));
            } else {
                losses.add(setting.path() + "[" + i + "]", "at most " + MOST_STOPS + " stop texts");
            }
        }
        return kept;
    }

    private void thinking(ObjectNode config) {
        Setting mode = settings.find(Parameter.REASONING_MODE).orElse(null);
        Setting budget = settings.find(Parameter.REASONING_BUDGET).orElse(null);
        Setting effort = settings.find(Parameter.REASONING_EFFORT).orElse(null);
        Setting asked = budget != null ? budget : effort != null ? effort : mode;
        if (asked == null) {
            return;
        }
        boolean off = asked.value().asText().equals("none")
                || (mode != null && mode.value().asText().equals("disabled"));
        if (draft.refuses("thinkingConfig") || NO_THINKING.matcher(model).find()) {
            if (!off) {
                losses.add(asked.path(), "the model does not reason");
            }
            return;
        }
        ObjectNode thinking = TreeJson.object();
        if (off) {
            off(asked, thinking);
        } else {
            thinking.put("includeThoughts", true);
            amount(asked, budget, effort, thinking);
        }
        if (!thinking.isEmpty()) {
            config.set("thinkingConfig", thinking);
        }
    }

    /** Only the small models of 2.5 can be told not to think. */
    private void off(Setting asked, ObjectNode thinking) {
        if (BUDGETS.matcher(model).find() && !model.contains("pro")) {
            thinking.put("thinkingBudget", 0);
            return;
        }
        losses.add(asked.path(), "reasoning cannot be switched off");
    }

    private void amount(Setting asked, @Nullable Setting budget, @Nullable Setting effort, ObjectNode thinking) {
        if (budget != null) {
            thinking.put("thinkingBudget", Math.min(budget.value().asInt(), MOST_BUDGET));
            return;
        }
        if (effort == null) {
            return;
        }
        String word = effort.value().asText();
        if (BUDGETS.matcher(model).find()) {
            int limit = settings.number(Parameter.MAX_OUTPUT).orElse(USUAL_OUTPUT);
            Thinking.budget(word, limit)
                    .ifPresentOrElse(
                            tokens -> thinking.put("thinkingBudget", Math.min(tokens, MOST_BUDGET)),
                            () -> losses.add(asked.path(), "no thinking budget below the output limit"));
            return;
        }
        thinking.put("thinkingLevel", level(word, asked));
    }

    private String level(String word, Setting asked) {
        return switch (word) {
            case "xhigh", "max" -> {
                losses.add(asked.path(), "the highest level here is high");
                yield "high";
            }
            case "minimal" -> {
                boolean known = model.contains("flash");
                if (!known) {
                    losses.add(asked.path(), "the lowest level here is low");
                }
                yield known ? "minimal" : "low";
            }
            default -> word;
        };
    }
}
