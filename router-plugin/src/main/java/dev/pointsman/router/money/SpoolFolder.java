package dev.pointsman.router.money;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One process's own folder below {@code spool}, held by a lock that ends with the process however it ends: a folder that nobody
 * holds is what a killed one left.
 */
final class SpoolFolder implements AutoCloseable {

    private static final String ROOT = "spool";
    private static final String LOCK = "lock";
    private static final String DRAFT = ".new-";

    private final Path path;
    private final FileChannel channel;

    private SpoolFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a new one. It gets its name when it is held, so that no other process takes it for abandoned. */
    static SpoolFolder create(Path data) throws IOException {
        Path root = Files.createDirectories(data.resolve(ROOT), ownerOnly());
        String name = UUID.randomUUID().toString();
        Path draft = Files.createDirectory(root.resolve(DRAFT + name), ownerOnly());
        FileChannel channel =
                FileChannel.open(draft.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return new SpoolFolder(Files.move(draft, root.resolve(name)), channel);
    }

    /** Those that nobody holds any more; now held by us. */
    static List<SpoolFolder> abandoned(Path data) throws IOException {
        Path root = data.resolve(ROOT);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<SpoolFolder> abandoned = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                if (!String.valueOf(folder.getFileName()).startsWith(DRAFT)) {
                    take(folder).ifPresent(abandoned::add);
                }
            }
        }
        return abandoned;
    }

    private static Optional<SpoolFolder> take(Path folder) throws IOException {
        Path lockFile = folder.resolve(LOCK);
        if (!Files.exists(lockFile)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new SpoolFolder(folder, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    /** The numbers of its files, in order. */
    List<Integer> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("\\d{8}\\.jsonl"))
                    .map(name -> Integer.parseInt(name.substring(0, 8)))
                    .sorted()
                    .toList();
        }
    }

    /** Removes it with all it holds. */
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        close();
    }

    /** Lets go of it; another process may then carry on what it holds. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
