package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Settings.Setting;
import dev.pointsman.router.dialect.Thinking;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.ToolLoop;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model to reason, in its family's words. Claude's thinking excludes a forced tool, and an open tool loop must begin with
 * the signed thinking of its own call; where that is not to be had, the turn goes without.
 */
final class ConverseThinking {

    /** Where neither the request nor the catalog has an output limit; thinking counts into it here. */
    private static final int USUAL_OUTPUT = 8_192;

    private final Draft draft;
    private final ConverseModels models;
    private final Conversation conversation;
    private final Settings settings;
    private final Losses losses;

    ConverseThinking(Draft draft, ConverseModels models, Conversation conversation) {
        this.draft = draft;
        this.models = models;
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.losses = draft.losses();
    }

    /** Whether reasoning is on that other settings must give way to. */
    boolean write(ObjectNode additional) {
        Setting mode = settings.find(Parameter.REASONING_MODE).orElse(null);
        Setting asked = settings.find(Parameter.REASONING_BUDGET)
                .or(() -> settings.find(Parameter.REASONING_EFFORT))
                .orElse(mode);
        if (asked == null) {
            return false;
        }
        boolean off = asked.value().asText().equals("none")
                || (mode != null && mode.value().asText().equals("disabled"));
        return switch (models.reasoning()) {
            case ADAPTIVE, BUDGET -> claude(asked, off, additional);
            case NOVA -> nova(asked, off, additional);
            case EFFORT -> {
                // It cannot be switched off.
                additional.put("reasoning_effort", off ? "low" : word(asked));
                if (off) {
                    losses.add(asked.path(), "reasoning cannot be switched off");
                }
                yield false;
            }
            case NONE -> {
                if (!off) {
                    losses.add(asked.path(), "the model is not known to be asked for reasoning");
                    lose(mode);
                }
                yield false;
            }
        };
    }

    private void lose(@Nullable Setting mode) {
        if (mode != null) {
            losses.add(mode.path(), "the model is not known to be asked for reasoning");
        }
        settings.find(Parameter.REASONING_EFFORT)
                .ifPresent(effort -> losses.add(effort.path(), "the model is not known to be asked for reasoning"));
    }

    private boolean claude(Setting asked, boolean off, ObjectNode additional) {
        if (off) {
            // Nothing said is thinking off.
            return false;
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null && choice.isForced()) {
            without(asked, "no reasoning beside a forced tool");
            return false;
        }
        if (ToolLoop.isUnsigned(conversation, draft.target().provider())) {
            without(asked, "the open tool call carries no reasoning of this provider");
            return false;
        }
        if (models.reasoning() == ConverseModels.Reasoning.ADAPTIVE) {
            additional.putObject("thinking").put("type", "adaptive");
            if (asked.value().isNumber()
                    || settings.find(Parameter.REASONING_EFFORT).isPresent()) {
                additional.putObject("output_config").put("effort", word(asked));
            }
            return true;
        }
        OptionalInt budget = budget(asked);
        if (budget.isEmpty()) {
            without(asked, "no thinking budget of at least " + Thinking.LEAST + " below the output limit");
            return false;
        }
        additional.putObject("thinking").put("type", "enabled").put("budget_tokens", budget.getAsInt());
        return true;
    }

    private void without(Setting asked, String reason) {
        losses.add(asked.path(), reason);
        for (Parameter parameter : new Parameter[] {Parameter.REASONING_MODE, Parameter.REASONING_EFFORT}) {
            settings.find(parameter).ifPresent(setting -> losses.add(setting.path(), reason));
        }
    }

    private OptionalInt budget(Setting asked) {
        int limit = limit();
        if (!asked.value().isNumber()) {
            return Thinking.budget(word(asked), limit);
        }
        return limit <= Thinking.LEAST
                ? OptionalInt.empty()
                : OptionalInt.of(Math.clamp(asked.value().asInt(), Thinking.LEAST, limit - 1));
    }

    private int limit() {
        Integer most = draft.target().maxOutput();
        return settings.number(Parameter.MAX_OUTPUT).orElse(most == null ? USUAL_OUTPUT : most);
    }

    private boolean nova(Setting asked, boolean off, ObjectNode additional) {
        ObjectNode config = additional.putObject("reasoningConfig");
        if (off) {
            config.put("type", "disabled");
            return false;
        }
        String word = word(asked);
        if (word.equals("high") && limitsOutput()) {
            // Its highest effort is refused beside an output limit, a temperature and a top_p.
            losses.add(asked.path(), "the highest effort beside other settings is medium");
            word = "medium";
        }
        config.put("type", "enabled").put("maxReasoningEffort", word);
        return false;
    }

    private boolean limitsOutput() {
        return Stream.of(Parameter.MAX_OUTPUT, Parameter.TEMPERATURE, Parameter.TOP_P)
                .anyMatch(parameter -> settings.find(parameter).isPresent());
    }

    /** Low, medium or high. A mode without an amount is medium. */
    private String word(Setting asked) {
        if (asked.value().isNumber()) {
            return Thinking.effort(asked.value().asInt(), limit());
        }
        String word = asked.value().asText();
        return switch (word) {
            case "low", "medium", "high" -> word;
            case "minimal" -> {
                losses.add(asked.path(), "the lowest effort here is low");
                yield "low";
            }
            case "xhigh", "max" -> {
                losses.add(asked.path(), "the highest effort here is high");
                yield "high";
            }
            default -> "medium";
        };
    }
}
