package dev.pointsman.host.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * That one gateway alone serves from a data folder whose store is a file: two would each count what the other one spends. The
 * system takes the claim back when its process ends, in whatever way.
 */
final class FolderClaim implements AutoCloseable {

    private static final String FILE = "gateway.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private FolderClaim(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws IOException when another gateway serves from it; the message says which process and what to do */
    static FolderClaim of(DataFolder folder) throws IOException {
        Path file = folder.file(FILE);
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DataFolder.ownerOnly());
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return new FolderClaim(channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // This process has it already, as two gateways of one host would.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("another gateway (process " + Files.readString(file) + ") serves from the data folder "
                + folder.path() + "; stop it, or name another folder with --data");
    }

    /** Whether another gateway serves from there now is told by the lock alone; the file stays. */
    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
