package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.Finding;
import dev.pointsman.host.doctor.MachineChecks;

/**
 * A Java on which many streams run at once.
 *
 * @param version the feature release
 */
record SuitableJava(int version) implements ProductionCheck {

    @Override
    public String id() {
        return "java-version";
    }

    @Override
    public Outcome look(Installation installation) {
        Finding java = MachineChecks.java(version);
        return java.level() == Finding.Level.OK
                ? Outcome.held(java.message())
                : Outcome.broken("Java", java.message(), "POINTSMAN_JAVA=/path/to/a/jdk-25   # " + java.wayOut());
    }
}
