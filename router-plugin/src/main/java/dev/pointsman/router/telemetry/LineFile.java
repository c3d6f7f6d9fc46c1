package dev.pointsman.router.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * A file of lines that only its owner can read, and the one before it: a full file takes the name {@code ….1}, so both together
 * never take more than twice the limit. For one thread.
 */
final class LineFile {

    static final long DEFAULT_BYTES = 64L << 20;

    private final Path path;
    private final long mostBytes;

    LineFile(Path path, long mostBytes) {
        this.path = path;
        this.mostBytes = mostBytes;
    }

    /** @param line without its end */
    void append(byte[] line) throws IOException {
        if (Files.exists(path) && Files.size(path) + line.length >= mostBytes) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(path)) {
            create();
        }
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        // Opened for each line: whoever moves the file away for good finds nothing written into it afterwards.
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.APPEND)) {
            out.write(ended);
        }
    }

    private void create() throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
