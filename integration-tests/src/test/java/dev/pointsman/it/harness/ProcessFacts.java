package dev.pointsman.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of a process. */
public final class ProcessFacts {

    private final Path folder;

    private ProcessFacts(Path folder) {
        this.folder = folder;
    }

    public static ProcessFacts of(Gateway gateway) {
        return new ProcessFacts(Path.of("/proc", Long.toString(gateway.pid())));
    }

    /** Whether this system tells. */
    public boolean isKnown() {
        return Files.isDirectory(folder.resolve("fd"));
    }

    /** Files and sockets that are open. */
    public long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
            return open.count();
        }
    }

    /** Of the system, not virtual ones. */
    public long threads() throws IOException {
        return status("Threads:");
    }

    /** Memory that is really used, in kilobytes. */
    public long residentKilobytes() throws IOException {
        return status("VmRSS:");
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(folder.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
