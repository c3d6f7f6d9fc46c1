package dev.pointsman.router.config;

import java.time.Duration;

/**
 * How long what is written down is kept, section {@code retention}.
 *
 * @param ledger what requests used and cost
 * @param decisions how they were decided
 */
public record RetentionConfig(Duration ledger, Duration decisions) {

    /** More than a year of accounts, so that a year can be compared with the one before; a month of decisions, which are larger. */
    public static final RetentionConfig DEFAULT = new RetentionConfig(Duration.ofDays(400), Duration.ofDays(30));

    static RetentionConfig read(ConfigReader root) {
        ConfigReader section = root.section("retention");
        RetentionConfig config = new RetentionConfig(
                section.duration("ledger", DEFAULT.ledger()), section.duration("decisions", DEFAULT.decisions()));
        section.noOtherKeys();
        return config;
    }
}
