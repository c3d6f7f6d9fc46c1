package dev.pointsman.provider.testkit.faultkit;

import java.util.List;
import java.util.Objects;

/**
 * One way to fail.
 *
 * @param name in lower case with hyphens; unique
 * @param row of the fault matrix, {@code F01}
 * @param title what happens, for tables
 * @param expectation of a client whose answer is streamed
 * @param place where the vendor is
 * @param waits whether only the gateway's own patience ends it, so that it costs the time that the gateway is configured for
 * @param streamedOnly whether it makes no sense for an answer that is not streamed
 * @param play what the vendor does
 */
public record VendorFault(
        String name,
        String row,
        String title,
        Expectation expectation,
        Place place,
        boolean waits,
        boolean streamedOnly,
        Play play) {

    public VendorFault {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(play, "play");
    }

    static VendorFault of(String name, String row, String title, Expectation expectation, Play play) {
        return new VendorFault(name, row, title, expectation, Place.OPEN, false, false, play);
    }

    VendorFault at(Place elsewhere) {
        return new VendorFault(name, row, title, expectation, elsewhere, waits, streamedOnly, play);
    }

    VendorFault in(String otherRow) {
        return new VendorFault(name, otherRow, title, expectation, place, waits, streamedOnly, play);
    }

    VendorFault thatWaits() {
        return new VendorFault(name, row, title, expectation, place, true, streamedOnly, play);
    }

    VendorFault ofStreams() {
        return new VendorFault(name, row, title, expectation, place, waits, true, play);
    }

    /** A case for each way of asking that makes sense. */
    public List<FaultCase> cases() {
        FaultCase streamed = new FaultCase(this, true);
        return streamedOnly ? List.of(streamed) : List.of(new FaultCase(this, false), streamed);
    }
}
