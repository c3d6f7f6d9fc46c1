package dev.pointsman.router.config;

import java.util.Objects;

/**
 * One line of {@code rules:}.
 *
 * @param use the profile
 * @param lock whether neither a header nor a named model may lead away from the profile
 */
public record RuleConfig(RuleCondition when, String use, boolean lock) {

    public RuleConfig {
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(use, "use");
    }
}
