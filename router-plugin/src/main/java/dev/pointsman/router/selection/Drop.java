package dev.pointsman.router.selection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why one candidate was dropped.
 *
 * @param detail in a few words, without content; null when the reason says all
 */
public record Drop(DropReason reason, @Nullable String detail) {

    public Drop {
        Objects.requireNonNull(reason, "reason");
    }

    public static Drop of(DropReason reason) {
        return new Drop(reason, null);
    }

    /** What the gathering of inputs or health recorded as a code: {@code disabled}, {@code filter:eu-only}. */
    static Drop ofCode(String code, DropReason otherwise) {
        int colon = code.indexOf(':');
        String head = colon < 0 ? code : code.substring(0, colon);
        String detail = colon < 0 ? null : code.substring(colon + 1);
        return DropReason.ofCode(head)
                .map(reason -> new Drop(reason, detail))
                .orElseGet(() -> new Drop(otherwise, code));
    }

    /** {@code context_window}, {@code filter:eu-only}. */
    public String code() {
        if (detail == null || reason != DropReason.FILTER && reason != DropReason.CLOSED) {
            return reason.code();
        }
        return reason.code() + ":" + detail;
    }

    /** The code, and the detail where the code does not hold it: {@code context_window (8192 tokens)}. */
    public String text() {
        String code = code();
        return detail == null || code.endsWith(":" + detail) ? code : code + " (" + detail + ")";
    }

    @Override
    public String toString() {
        return code();
    }
}
