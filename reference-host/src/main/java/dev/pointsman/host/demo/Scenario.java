package dev.pointsman.host.demo;

import java.util.List;
import java.util.Map;

/** What the demonstration is about: its policy and its load. */
public final class Scenario {

    /** The providers entry of the vendors. */
    static final String PROVIDER = "sandbox";

    private Scenario() {}

    /**
     * One sandbox provider with every vendor, and beside the profiles in the box two that put their trust in the wrong vendor, so
     * that there is something to fall back from.
     */
    public static Map<String, Object> policy() {
        return Map.of(
                "version",
                1,
                "providers",
                Map.of(PROVIDER, Map.of("type", "sandbox")),
                "profiles",
                Map.of(
                        "shaky", Map.of("candidates", List.of("sandbox/flaky"), "fallback", List.of("sandbox/cheap")),
                        "doomed", Map.of("candidates", List.of("sandbox/dead"), "fallback", List.of("sandbox/fast"))));
    }

    /** A dozen requests of different kinds, in the order they are sent. */
    public static List<Ask> load() {
        return List.of(
                new Ask("auto", "Say hello.", false),
                new Ask("auto-fast", "Which of these two words is a colour: blue, stone?", false),
                new Ask("auto-quality", "Explain why the sea is salty, step by step.", false),
                new Ask("auto-economy", "Summarise in one line: the meeting moves from Monday to Tuesday.", false),
                new Ask("auto-shaky", "Translate to French: good morning.", false),
                new Ask("auto-shaky", "Translate to French: good night.", false),
                new Ask("auto-doomed", "Is anybody there?", false),
                new Ask("auto-fast", "Name three rivers.", true),
                new Ask("auto-economy", "List the days of the week.", true),
                new Ask("auto-quality", "Write a function that reverses a list.", true),
                new Ask("auto-shaky", "Translate to French: thank you.", true),
                new Ask("auto", "Say goodbye.", false));
    }

    /**
     * One request of the load.
     *
     * @param model asked for
     * @param stream whether the answer is wanted as a stream
     */
    public record Ask(String model, String prompt, boolean stream) {

        /** Without the prompt, as every type that holds one. */
        @Override
        public String toString() {
            return "Ask[" + model + ", " + prompt.length() + " characters]";
        }
    }
}
