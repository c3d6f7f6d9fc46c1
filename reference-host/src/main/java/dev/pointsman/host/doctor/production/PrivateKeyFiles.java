package dev.pointsman.host.doctor.production;

import dev.pointsman.host.config.TlsFiles;
import dev.pointsman.host.doctor.CredentialReferences;
import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.host.serve.DataFolder;
import dev.pointsman.host.serve.LocalKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that hold keys, the master key of what is sealed among them, are read by their owner; those of vendors by no stranger. */
record PrivateKeyFiles() implements ProductionCheck {

    private static final String FILE = "${file:";

    @Override
    public String id() {
        return "key-files-private";
    }

    @Override
    public Outcome look(Installation installation) {
        try {
            List<Flaw> flaws = new ArrayList<>();
            List<Path> own = own(installation);
            for (Path file : own) {
                if (DataFolder.isOpenToOthers(file)) {
                    flaws.add(flaw(file, "600"));
                }
            }
            for (Path file : ofVendors(installation)) {
                if (DataFolder.isReadByAll(file)) {
                    flaws.add(flaw(file, "640"));
                }
            }
            boolean keyed = installation.environment().containsKey(LocalKey.ADMIN_VARIABLE)
                    && installation.environment().containsKey(LocalKey.DATA_VARIABLE);
            if (own.isEmpty() && !keyed) {
                return Outcome.unknown("there is no key yet; the first start makes them");
            }
            return Outcome.of(flaws, own.size() + " files with keys, each its owner's alone");
        } catch (IOException e) {
            return Outcome.unknown(
                    "a key's permissions cannot be read (" + e.getMessage() + "); run this as the gateway's user");
        }
    }

    private static List<Path> own(Installation installation) {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("key", "admin-key", "key-pepper", "master-key", "pseudonyms.key")) {
            files.add(installation.data().resolve(name));
        }
        TlsFiles tls = installation.gateway().tls();
        if (tls != null) {
            files.add(tls.key());
        }
        return files.stream().filter(Files::exists).toList();
    }

    private static List<Path> ofVendors(Installation installation) {
        return CredentialReferences.of(installation.configuration().policy()).stream()
                .map(reference -> reference.text().strip())
                .filter(text -> text.startsWith(FILE) && text.endsWith("}"))
                .map(text ->
                        installation.configuration().folder().resolve(text.substring(FILE.length(), text.length() - 1)))
                .filter(Files::exists)
                .toList();
    }

    private static Flaw flaw(Path file, String mode) {
        return new Flaw(
                file.toString(), "holds a key that others on this machine can read", "chmod " + mode + " " + file);
    }
}
