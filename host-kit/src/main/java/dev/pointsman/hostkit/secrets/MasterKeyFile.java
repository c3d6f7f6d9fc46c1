package dev.pointsman.hostkit.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The master key in a file for its owner alone. A rotation writes the next one beside it first, so that at no moment a key that
 * seals anything is missing on the disk; files are read at each use, so that a running gateway sees the change.
 */
final class MasterKeyFile implements MasterKeys {

    private static final String NAME = "master-key";
    private static final String NEXT = "master-key.next";
    private static final String LOCK = "master-key.lock";

    private final Path folder;

    MasterKeyFile(Path folder) {
        this.folder = folder;
    }

    @Override
    public MasterKey current() {
        return read(NAME).orElseGet(() -> make(NAME));
    }

    @Override
    public List<MasterKey> all() {
        return Stream.of(NAME, NEXT).flatMap(name -> read(name).stream()).toList();
    }

    @Override
    public String place() {
        return folder.resolve(NAME).toString();
    }

    @Override
    public MasterKey next() {
        return read(NEXT).orElseGet(() -> make(NEXT));
    }

    @Override
    public void promote() {
        try {
            Files.move(
                    folder.resolve(NEXT),
                    folder.resolve(NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(NEXT, "cannot take the place of " + NAME, e);
        }
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        synchronized (MasterKeyFile.class) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(LOCK),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            ownerOnly());
                    FileLock lock = channel.lock()) {
                T result = work.get();
                assert lock.isValid() : "held until here";
                return result;
            } catch (IOException e) {
                throw failed(LOCK, "cannot be locked", e);
            }
        }
    }

    private Optional<MasterKey> read(String name) {
        try {
            return Optional.of(MasterKey.parse(Files.readString(folder.resolve(name), StandardCharsets.US_ASCII)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new SealException(
                    folder.resolve(name) + ": " + e.getMessage() + "; restore the file from a back-up", e);
        } catch (IOException e) {
            throw failed(name, "cannot be read", e);
        }
    }

    /** Complete and on the disk before it is seen under its name. */
    private MasterKey make(String name) {
        MasterKey made = MasterKey.of(new Envelope().newKey());
        try {
            Path draft = Files.createTempFile(folder, name, ".new", ownerOnly());
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((made.text() + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
                // Unlike a move, a link fails where another process was faster, whose key then counts.
                Files.createLink(folder.resolve(name), draft);
                return made;
            } catch (FileAlreadyExistsException e) {
                return read(name).orElseThrow(() -> failed(name, "came and went", e));
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw failed(name, "cannot be written", e);
        }
    }

    private SealException failed(String name, String what, IOException cause) {
        return new SealException(
                folder.resolve(name) + " " + what + " (" + cause.getClass().getSimpleName()
                        + "); the data folder must be this user's own and have room",
                cause);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
