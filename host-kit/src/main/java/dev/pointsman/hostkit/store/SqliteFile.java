package dev.pointsman.hostkit.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Function;

/** The file of an SQLite store. */
final class SqliteFile {

    private static final String NAME = "pointsman.db";
    private static final String LOCK = ".lock";

    private final Path path;

    private SqliteFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    static SqliteFile in(Path folder) {
        return new SqliteFile(folder.resolve(NAME));
    }

    static SqliteFile at(Path path) {
        return new SqliteFile(path);
    }

    /**
     * Makes the file where it is missing, for its owner alone, with a write-ahead log; then opens it. The switch to that log is
     * the one moment at which SQLite does not let processes wait for each other, so a lock file does.
     */
    Store prepare(Function<Path, Store> open) {
        synchronized (SqliteFile.class) {
            try (FileChannel channel = FileChannel.open(
                            path.resolveSibling(path.getFileName() + LOCK),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            ownerOnly());
                    FileLock lock = channel.lock()) {
                make();
                writeAhead();
                Store store = open.apply(path);
                assert lock.isValid() : "held until here";
                return store;
            } catch (IOException | SQLException e) {
                throw new StoreException(
                        "the store " + path + " cannot be opened: " + e.getMessage()
                                + "; the folder must exist, be writable and have room, or name another with --data",
                        e);
            }
        }
    }

    private void make() throws IOException {
        try {
            // The files beside it that SQLite makes take over its permissions.
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            // From an earlier start.
            return;
        }
    }

    private void writeAhead() throws SQLException {
        try (Connection connection = Engine.SQLITE.connect("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
