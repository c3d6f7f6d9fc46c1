package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Settings.Setting;
import dev.pointsman.router.dialect.Thinking;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.ToolLoop;
import dev.pointsman.router.dialect.TreeJson;
import java.util.OptionalInt;

/**
 * Decides whether a request from another dialect may think here. Thinking excludes a forced tool, and an open tool loop must
 * begin with the signed thinking of its own call; where that is not to be had, the turn goes without.
 */
final class MessagesThinking {

    private final Draft draft;
    private final Conversation conversation;

    MessagesThinking(Draft draft, Conversation conversation) {
        this.draft = draft;
        this.conversation = conversation;
    }

    /** Writes {@code thinking} where it is asked for and allowed. Whether it is on. */
    boolean write(int maxTokens) {
        Settings settings = conversation.settings();
        Setting asked = settings.find(Parameter.REASONING_BUDGET)
                .or(() -> settings.find(Parameter.REASONING_EFFORT))
                .orElse(null);
        if (asked == null) {
            return false;
        }
        if (asked.value().asText().equals("none")) {
            draft.put("thinking", TreeJson.object().put("type", "disabled"), asked.path());
            return false;
        }
        OptionalInt budget = budget(asked, maxTokens);
        if (budget.isEmpty()) {
            draft.losses()
                    .add(asked.path(), "no thinking budget of at least " + Thinking.LEAST + " below the output limit");
            return false;
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null && choice.isForced()) {
            draft.losses().add(asked.path(), "no reasoning beside a forced tool");
            return false;
        }
        if (ToolLoop.isUnsigned(conversation, draft.target().provider())) {
            draft.losses().add(asked.path(), "the open tool call carries no reasoning of this provider");
            return false;
        }
        ObjectNode thinking = TreeJson.object().put("type", "enabled").put("budget_tokens", budget.getAsInt());
        draft.put("thinking", thinking, asked.path());
        return draft.body().has("thinking");
    }

    private static OptionalInt budget(Setting asked, int maxTokens) {
        if (!asked.value().isNumber()) {
            return Thinking.budget(asked.value().asText(), maxTokens);
        }
        return maxTokens <= Thinking.LEAST
                ? OptionalInt.empty()
                : OptionalInt.of(Math.clamp(asked.value().asInt(), Thinking.LEAST, maxTokens - 1));
    }
}
