package dev.pointsman.provider.testkit.faultkit;

/** A fault, and whether the client wants a stream. */
public record FaultCase(VendorFault fault, boolean streamed) {

    /** The name of the vendor that plays it, and the part of a model's name that leads there. */
    public String name() {
        return fault.name() + (streamed ? "-streamed" : "-whole");
    }

    public Expectation expectation() {
        return fault.expectation() == Expectation.INTERRUPTS && !streamed
                ? Expectation.FALLS_BACK
                : fault.expectation();
    }
}
