package dev.pointsman.router.money;

/** What came of asking for money. */
public sealed interface Opening {

    /** It is held until the reservation ends. */
    record Opened(Reservation reservation) implements Opening {}

    /** There is none. */
    record Refused(Refusal refusal) implements Opening {}

    /** Nothing has to be held. */
    static Opening free() {
        return new Opened(Reservation.NONE);
    }
}
