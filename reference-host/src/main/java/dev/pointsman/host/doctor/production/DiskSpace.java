package dev.pointsman.host.doctor.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Room for the store and for the spool that stands in for it.
 *
 * @param needed bytes that may still be written on the data folder's disk
 */
record DiskSpace(long needed) implements ProductionCheck {

    private static final long MIB = 1024 * 1024;

    @Override
    public String id() {
        return "disk-space";
    }

    @Override
    public Outcome look(Installation installation) {
        try {
            long free = Files.getFileStore(existing(installation.data())).getUsableSpace();
            String found = free / MIB + " MiB are free for " + installation.data();
            return free >= needed
                    ? Outcome.held(found)
                    : Outcome.broken(
                            "gateway.data",
                            found + ", and " + needed / MIB + " are wanted",
                            "make room, or gateway: {data: /a/larger/disk/pointsman}");
        } catch (IOException e) {
            return Outcome.unknown("the disk of " + installation.data() + " does not tell (" + e.getMessage() + ")");
        }
    }

    private static Path existing(Path folder) {
        @Nullable Path at = folder;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at == null ? folder : at;
    }
}
