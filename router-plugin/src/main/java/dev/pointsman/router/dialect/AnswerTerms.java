package dev.pointsman.router.dialect;

import java.time.InstantSource;

/**
 * What writing an answer needs to know beside the answer.
 *
 * @param provider who answers: signatures are marked with it
 * @param model the vendor's model, for an answer that does not name it
 * @param showsReasoning whether the client asked for reasoning
 * @param includesUsage whether the client asked for usage at the end of a stream
 */
public record AnswerTerms(
        String provider, String model, boolean showsReasoning, boolean includesUsage, InstantSource clock) {}
