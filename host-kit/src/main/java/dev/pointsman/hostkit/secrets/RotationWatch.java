package dev.pointsman.hostkit.secrets;

/** Told of each step of a rotation, after it was made: where a test lets the process die. */
@FunctionalInterface
interface RotationWatch {

    void reached(String step);
}
