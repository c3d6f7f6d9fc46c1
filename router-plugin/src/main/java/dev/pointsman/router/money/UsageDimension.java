package dev.pointsman.router.money;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What usage can be told apart by. */
public enum UsageDimension {
    WORKSPACE("workspace"),
    /** {@code provider/model} that answered, or was tried last. */
    MODEL("provider || '/' || model"),
    PROVIDER("provider"),
    PROFILE("profile"),
    WORKLOAD("workload"),
    AGENT("agent"),
    /** The id of the caller's key. */
    KEY("key_id"),
    /** When the request came in, in UTC. */
    DAY("began_at / 86400000");

    private final String expression;

    UsageDimension(String expression) {
        this.expression = expression;
    }

    /** Over the columns of {@code ledger_request}; the engines divide whole numbers to whole numbers. */
    String expression() {
        return expression;
    }

    /** As people write it: {@code workspace}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<UsageDimension> of(String key) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.key().equals(key))
                .findFirst();
    }

    /** What a column holds, for people. */
    @Nullable
    String shown(@Nullable String value) {
        return this == DAY && value != null
                ? LocalDate.ofEpochDay(Long.parseLong(value)).toString()
                : value;
    }
}
