package dev.pointsman.host.serve;

import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.keys.VirtualKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that outlives the process; its owner's alone. Safe to open from several processes at once. */
public final class DataFolder {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** The names under which keys lie. */
    private static final Set<String> SECRETS =
            Set.of(LocalKey.DATA_FILE, LocalKey.ADMIN_FILE, LocalKey.PEPPER_FILE, "master-key", "master-key.next");

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** Makes the folder (0700) where it is missing. */
    public static DataFolder open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            make(absolute);
        }
        return new DataFolder(absolute);
    }

    private static void make(Path absolute) throws IOException {
        try {
            Files.createDirectories(absolute, mode("rwx------"));
        } catch (IOException e) {
            throw new IOException(
                    "the data folder " + absolute + " cannot be made ("
                            + e.getClass().getSimpleName() + "); make it, or name another one with --data",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    /** The file of a name; it need not exist. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** The key that lies under a name. */
    public Optional<Secret> key(String name) throws IOException {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secret.of(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage() + "; remove the file and a new key is made", e);
        }
    }

    /** The key that lies under a name; one is made, and kept in a 0600 file, where there is none. */
    public Secret keyOrNew(String name) throws IOException {
        Optional<Secret> kept = key(name);
        if (kept.isPresent()) {
            return kept.get();
        }
        Secret made = VirtualKey.generate();
        Path draft = Files.createTempFile(path, name, ".new", mode("rw-------"));
        try {
            Files.write(draft, (made.reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
            // Unlike a move, a link fails where another process was faster, whose key then counts.
            Files.createLink(file(name), draft);
            return made;
        } catch (FileAlreadyExistsException e) {
            return key(name).orElseThrow(() -> new IOException(file(name) + " came and went", e));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Takes others' permissions from the files that hold keys and state. The folder itself, which may be somebody's choice, and
     * files that are not ours are left as they are.
     *
     * @return the files whose permissions were put right
     */
    public List<Path> shutOthersOut() throws IOException {
        List<Path> repaired = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(DataFolder::isOurs).toList()) {
                if (isOpenToOthers(file)) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                    repaired.add(file);
                }
            }
        }
        return List.copyOf(repaired);
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (SECRETS.contains(name) || name.startsWith("pointsman.db"));
    }

    /** Whether anybody but its owner may read or enter a file or folder; false where the file system cannot tell. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        if (!POSIX) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        return permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
    }

    /** A folder and the files in it that anybody but their owner may read or enter. */
    public static List<Path> openToOthers(Path folder) throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : Stream.concat(Stream.of(folder), files.sorted()).toList()) {
                if (isOpenToOthers(file)) {
                    open.add(file);
                }
            }
        }
        return List.copyOf(open);
    }

    /** Whether everybody on this machine may read a file; its owner's group is not everybody. */
    public static boolean isReadByAll(Path file) throws IOException {
        return POSIX && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    /** Whether anybody but its owner may write a file. */
    public static boolean isWrittenByOthers(Path file) throws IOException {
        if (!POSIX) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** For a file that is made for its owner alone. */
    static FileAttribute<?>[] ownerOnly() {
        return mode("rw-------");
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
