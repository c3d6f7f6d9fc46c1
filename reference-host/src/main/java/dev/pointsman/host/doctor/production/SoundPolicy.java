package dev.pointsman.host.doctor.production;

import dev.pointsman.host.config.Lines;
import dev.pointsman.host.doctor.production.Outcome.Flaw;

/** There is a policy in a file, and no problem in it. */
record SoundPolicy() implements ProductionCheck {

    @Override
    public String id() {
        return "policy-sound";
    }

    @Override
    public Outcome look(Installation installation) {
        if (installation.file().isEmpty()) {
            return Outcome.broken(
                    "--config",
                    "there is no policy: providers are guessed from the environment",
                    "./pointsman doctor --production --config FILE   # for a beginning: policy-examples/production.yaml");
        }
        if (installation.problems().isEmpty() && installation.demands().isEmpty()) {
            return Outcome.unknown("no plugin brings the router that could read it; see plugins-verified");
        }
        Lines lines = installation.configuration().lines();
        return Outcome.of(
                installation.problems().stream()
                        .map(problem -> new Flaw(
                                problem.path() + line(lines, problem.path()), problem.message(), problem.wayOut()))
                        .toList(),
                installation.file().get() + " has no problem");
    }

    private static String line(Lines lines, String path) {
        int line = lines.line(path);
        return line > 0 ? " (line " + line + ")" : "";
    }
}
