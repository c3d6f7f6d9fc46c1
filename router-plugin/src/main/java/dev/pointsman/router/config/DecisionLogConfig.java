package dev.pointsman.router.config;

/**
 * Where a line for each request goes, section {@code decisionLog}.
 *
 * @param sample the share of requests that get a line, 0 to 1
 */
public record DecisionLogConfig(Target to, double sample) {

    public static final DecisionLogConfig DEFAULT = new DecisionLogConfig(Target.OFF, 1);

    /** Where lines go. */
    public enum Target {
        /** Nowhere. */
        OFF,
        /** To the host's logger of decisions, which a gateway of ours prints as it is on standard error. */
        STDERR,
        /** To a file in the host's data folder. */
        FILE
    }

    static DecisionLogConfig read(ConfigReader root) {
        ConfigReader section = root.section("decisionLog");
        DecisionLogConfig config = new DecisionLogConfig(
                section.choice("to", Target.class, DEFAULT.to()), section.number("sample", DEFAULT.sample(), 0, 1));
        section.noOtherKeys();
        return config;
    }
}
