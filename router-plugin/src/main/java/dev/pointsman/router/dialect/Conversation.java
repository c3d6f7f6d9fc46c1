package dev.pointsman.router.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request in no dialect. Built only for a translation; every node keeps its {@link Source}, so that writing it in its own
 * dialect gives the same JSON again and writing it in another one can say what got lost.
 *
 * @param source of the body's top level
 * @param system instructions that stand outside the turns; those among the turns stay there
 * @param plainSystem whether they were a bare string
 */
public record Conversation(
        Source source,
        List<Block> system,
        boolean plainSystem,
        List<Turn> turns,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable ReplyFormat format,
        Settings settings) {

    public Conversation {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /** The same with other tools on offer. */
    public Conversation withTools(List<Tool> offered) {
        return new Conversation(source, system, plainSystem, turns, offered, toolChoice, format, settings);
    }

    /** The same with other settings. */
    public Conversation withSettings(Settings changed) {
        return new Conversation(source, system, plainSystem, turns, tools, toolChoice, format, changed);
    }

    @Override
    public String toString() {
        return "Conversation[" + turns.size() + " turns, " + tools.size() + " tools, " + source + "]";
    }
}
