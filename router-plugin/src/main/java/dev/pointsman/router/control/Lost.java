package dev.pointsman.router.control;

import dev.pointsman.router.dialect.TranslationLoss;
import java.util.List;

/**
 * What the translations of one request could not carry; paths and reasons, no values.
 *
 * @param request on the way to the vendor that answered
 * @param answer on the way back, whole or streamed, until it ended
 * @param more how many beyond those that are kept
 */
public record Lost(List<TranslationLoss> request, List<TranslationLoss> answer, int more) {

    /** A long conversation can lose one member per message. */
    private static final int MOST = 50;

    /** Nothing was translated, or nothing got lost. */
    public static final Lost NOTHING = new Lost(List.of(), List.of(), 0);

    public static Lost of(List<TranslationLoss> request, List<TranslationLoss> answer) {
        List<TranslationLoss> first = request.subList(0, Math.min(MOST, request.size()));
        List<TranslationLoss> second = answer.subList(0, Math.min(MOST, answer.size()));
        return new Lost(
                List.copyOf(first), List.copyOf(second), request.size() + answer.size() - first.size() - second.size());
    }

    public int count() {
        return request.size() + answer.size() + more;
    }
}
