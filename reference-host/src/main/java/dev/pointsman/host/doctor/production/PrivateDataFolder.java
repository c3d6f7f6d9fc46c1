package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.host.serve.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nobody else on the machine can look into what the gateway keeps. */
record PrivateDataFolder() implements ProductionCheck {

    @Override
    public String id() {
        return "data-folder-private";
    }

    @Override
    public Outcome look(Installation installation) {
        Path folder = installation.data();
        if (!Files.isDirectory(folder)) {
            return Outcome.unknown(folder + " is not there; the first start makes it");
        }
        try {
            List<Flaw> flaws = new ArrayList<>();
            for (Path file : DataFolder.openToOthers(folder)) {
                flaws.add(new Flaw(
                        file.toString(),
                        "other users of this machine can read it",
                        "chmod " + (Files.isDirectory(file) ? "700 " : "600 ") + file));
            }
            return Outcome.of(flaws, folder + " is its owner's alone");
        } catch (IOException e) {
            return Outcome.unknown(folder + " cannot be listed by this user; run this as the gateway's user");
        }
    }
}
