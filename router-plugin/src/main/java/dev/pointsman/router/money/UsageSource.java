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

    /** As the tables have it: {@code reported}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UsageSource of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
