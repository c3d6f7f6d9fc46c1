package dev.pointsman.router.money;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads a spool's files in order, while they are written or after. For one thread. */
final class SpoolReader implements AutoCloseable {

    private static final int CHUNK = 256 << 10;

    private final IntFunction<Path> segments;
    private final byte[] chunk = new byte[CHUNK];
    private int segment;
    private long offset;
    private @Nullable RandomAccessFile file;

    /** An entry and the file it stands in. */
    record Located(LedgerEntry entry, int segment) {}

    /** @param first the number of the first file */
    SpoolReader(IntFunction<Path> segments, int first) {
        this.segments = segments;
        this.segment = first;
    }

    /** How far it has read. */
    Spool.Extent position() {
        return new Spool.Extent(segment, offset);
    }

    /** What follows, at most a chunk of it; empty at the end. */
    List<Located> next(Spool.Extent end) throws IOException {
        List<Located> entries = new ArrayList<>();
        while (entries.isEmpty()) {
            long length = segment < end.segment() ? size() : end.length();
            if (offset < length) {
                read(Math.min(CHUNK, length - offset), entries);
            } else if (segment < end.segment()) {
                close();
                segment++;
                offset = 0;
            } else {
                return entries;
            }
        }
        return entries;
    }

    /** The file was emptied. */
    void restart() {
        offset = 0;
    }

    private long size() throws IOException {
        Path path = segments.apply(segment);
        return Files.exists(path) ? Files.size(path) : 0;
    }

    private void read(long length, List<Located> into) throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            open = new RandomAccessFile(segments.apply(segment).toFile(), "r");
            file = open;
        }
        open.seek(offset);
        int read = open.read(chunk, 0, (int) length);
        int line = 0;
        for (int i = 0; i < read; i++) {
            if (chunk[i] == '\n') {
                SpoolLines.read(chunk, line, i - line).ifPresent(entry -> into.add(new Located(entry, segment)));
                line = i + 1;
            }
        }
        // A last line without its end was torn by a kill; one that fills a whole chunk is none of ours.
        offset += line == 0 ? Math.max(read, 0) : line;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
