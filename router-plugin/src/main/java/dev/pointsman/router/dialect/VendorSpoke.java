package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;

/** A dialect that vendors take: the hub's requests are written in it, and its answers are read into the hub. Thread-safe. */
public interface VendorSpoke {

    Dialect dialect();

    RequestWriter requestWriter();

    /**
     * Reads a whole answer.
     *
     * @throws dev.pointsman.api.failure.ProviderException for an error in the place of an answer, and {@code Malformed} when it
     *     has not the dialect's shape
     */
    Answer answer(Payload body);

    /** A new reader for one vendor's stream. */
    FrameReader frameReader();
}
