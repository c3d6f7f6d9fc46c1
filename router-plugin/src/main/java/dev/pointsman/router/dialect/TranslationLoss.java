package dev.pointsman.router.dialect;

import java.util.Objects;

/**
 * One member that the target dialect cannot carry.
 *
 * @param path its JSON path in the source: {@code $.messages[2].name}
 * @param reason in a few words: {@code no counterpart}
 */
public record TranslationLoss(String path, String reason) {

    public TranslationLoss {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
    }
}
