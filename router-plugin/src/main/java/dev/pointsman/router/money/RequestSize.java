package dev.pointsman.router.money;

import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * What the price of a request depends on, whoever answers it.
 *
 * @param bytes of its body
 * @param images in it, those that stand there as addresses included
 * @param answers how many are asked for at once
 * @param reachesBeyondBody whether the model may read what does not stand in the body: a stored prompt, a file, what a tool of the
 *     vendor's finds
 * @param makesText whether an answer has output tokens; embeddings have none
 * @param askedOutput the client's output limit; empty when it set none
 * @param counted input tokens by a tokenizer; slow, so it is asked for only when it matters
 */
public record RequestSize(
        long bytes,
        int images,
        int answers,
        boolean reachesBeyondBody,
        boolean makesText,
        OptionalInt askedOutput,
        LongSupplier counted) {

    static final RequestSize NONE = new RequestSize(0, 0, 1, false, false, OptionalInt.empty(), () -> 0);

    public RequestSize {
        askedOutput = askedOutput.isPresent() && askedOutput.getAsInt() > 0 ? askedOutput : OptionalInt.empty();
    }
}
