package dev.pointsman.host.doctor.production;

/** Looks at one thing, and changes nothing. May block for some seconds. */
interface ProductionCheck {

    /** Its name for people and programs; never changes. */
    String id();

    Outcome look(Installation installation);
}
