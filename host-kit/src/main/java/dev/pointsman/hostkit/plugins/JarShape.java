package dev.pointsman.hostkit.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether a jar is built like one. Nothing is ever unpacked; but names that lead out of a folder, and sizes that are meant to
 * fill a memory, are no accident.
 */
final class JarShape {

    private static final int MOST_ENTRIES = 50_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_DESCRIPTION = 1 << 20;

    /** What is read before any class is. */
    private static final List<String> DESCRIPTIONS = List.of("META-INF/MANIFEST.MF", "META-INF/extensions.idx");

    private JarShape() {}

    static void check(ZipFile zip) throws IOException, RefusedException {
        if (zip.size() > MOST_ENTRIES) {
            throw refused("it has more than " + MOST_ENTRIES + " entries");
        }
        long bytes = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (leadsOut(entry.getName())) {
                throw refused("it has an entry whose name leads out of its folder");
            }
            bytes += Math.max(0, entry.getSize());
            if (bytes > MOST_BYTES) {
                throw refused("it holds more than 1 GB when it is unpacked");
            }
        }
        for (String name : DESCRIPTIONS) {
            checkLength(zip, name);
        }
    }

    private static boolean leadsOut(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || name.matches("^[A-Za-z]:.*")
                || List.of(name.split("/")).contains("..");
    }

    /** What an entry says of its size may be wrong, so it is read. */
    private static void checkLength(ZipFile zip, String name) throws IOException, RefusedException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            if (in.readNBytes(MOST_DESCRIPTION + 1).length > MOST_DESCRIPTION) {
                throw refused("its " + name + " is larger than 1 MB");
            }
        }
    }

    private static RefusedException refused(String reason) {
        return new RefusedException(
                reason, "no build makes such a jar; do not use it, and find out where it came from");
    }
}
