package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.host.serve.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whoever can write the policy decides where prompts go, and with whose credentials: one user alone. */
record ProtectedPolicy() implements ProductionCheck {

    @Override
    public String id() {
        return "policy-file-protected";
    }

    @Override
    public Outcome look(Installation installation) {
        if (installation.file().isEmpty()) {
            return Outcome.unknown("there is no policy; name it with --config");
        }
        List<Path> files = new ArrayList<>(List.of(installation.file().get()));
        files.addAll(installation.configuration().catalogFiles());
        List<Flaw> flaws = new ArrayList<>();
        for (Path file : files) {
            try {
                if (DataFolder.isWrittenByOthers(file)) {
                    flaws.add(new Flaw(file.toString(), "others than its owner can write it", "chmod go-w " + file));
                }
            } catch (IOException e) {
                return Outcome.unknown(file + ": its permissions cannot be read (" + e.getMessage() + ")");
            }
        }
        return Outcome.of(flaws, "its owner alone can write it");
    }
}
