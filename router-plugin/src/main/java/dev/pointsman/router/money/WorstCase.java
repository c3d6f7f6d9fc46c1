package dev.pointsman.router.money;

import dev.pointsman.router.catalog.Price;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The most that one attempt can cost. Input is bounded by the body's bytes: no tokenizer in use makes more than a token of two of
 * them from what agents send, JSON around it included. Output is bounded by the limit that the vendor is told, which holds
 * reasoning too.
 */
final class WorstCase {

    private static final int BYTES_PER_TOKEN = 2;

    /** What vendors put before the model by themselves, for tools most of all. */
    private static final int UNSEEN = 512;

    /** An image at the highest resolution that vendors bill. */
    private static final int PER_IMAGE = 5_000;

    /** Claude makes at most twice as many tokens of a text as the tokenizer that we count with. */
    private static final int OTHER_TOKENIZERS = 2;

    private WorstCase() {}

    /** Without reading the body; empty when it has no bound. */
    static OptionalLong rough(RequestSize size, Offer offer, int output) {
        long input = size.bytes() / BYTES_PER_TOKEN + UNSEEN + (long) size.images() * PER_IMAGE;
        return micros(size, offer, input, output);
    }

    /** By counting: lower where the body holds pictures and sound, whose bytes are no text. */
    static OptionalLong exact(RequestSize size, Offer offer, int output) {
        long input = size.counted().getAsLong() * OTHER_TOKENIZERS + UNSEEN + (long) size.images() * PER_IMAGE;
        return micros(size, offer, input, output);
    }

    private static OptionalLong micros(RequestSize size, Offer offer, long bodyInput, int output) {
        Price price = offer.facts().price();
        Integer window = offer.facts().window();
        if (price == null || size.reachesBeyondBody() && window == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(mostMicros(price, input(size, bodyInput, window), (long) output * size.answers()));
    }

    private static long input(RequestSize size, long bodyInput, @Nullable Integer window) {
        if (window == null) {
            return bodyInput;
        }
        return size.reachesBeyondBody() ? window : Math.min(bodyInput, window);
    }

    private static long mostMicros(Price price, long input, long output) {
        try {
            return price.mostMicrosFor(input, output);
        } catch (ArithmeticException e) {
            // More than any budget can hold.
            return Long.MAX_VALUE;
        }
    }
}
