package dev.pointsman.router.money;

import java.util.Locale;

/** Where a record's tokens come from. */
public enum UsageSource {
    /** The vendor's own count. */
    REPORTED,
    /** Ours, since the vendor reported none. */
    ESTIMATED,
    /** The vendor's, cut to what the request could use at most. */
    CLAMPED,
    /** Nothing was used. */
    NONE;

    /** Where the tokens of both together come from: the less certain of the two. */
    UsageSource with(UsageSource other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        if (this == other) {
            return this;
        }
        return this == ESTIMATED || other == ESTIMATED ? ESTIMATED : CLAMPED;
    }

    /** As the tables have it: {@code reported}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UsageSource of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
