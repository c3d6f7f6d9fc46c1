package dev.pointsman.router.money;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of append-only files. Written by the threads of requests, which wait for no disk; followed and shortened by one other
 * thread. A file channel would be closed by the interrupt of any request, so it is a plain file.
 */
final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Path folder;
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    /** What was owed to the disk while it took nothing; only ends of requests, so no more than requests ran. */
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    private @Nullable RandomAccessFile file;
    private int segment;
    private long length;
    private long earlierBytes;
    private boolean torn;
    private boolean failing;

    /**
     * How much it may take.
     *
     * @param segmentBytes after which a further file is begun
     * @param totalBytes beyond which no request is begun
     */
    record Limits(long segmentBytes, long totalBytes) {

        /** Half a million requests that the store did not take yet. */
        static final Limits DEFAULT = new Limits(4L << 20, 512L << 20);
    }

    /**
     * How far it reaches.
     *
     * @param segment the file that is written
     * @param length of that file
     */
    record Extent(int segment, long length) {}

    Spool(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** @throws IOException when the disk does not take it, or the spool is full: nothing was appended then */
    void append(byte[] lines) throws IOException {
        lock.lock();
        try {
            if (earlierBytes + length >= limits.totalBytes()) {
                throw new IOException(
                        "the spool is full: the store has not taken " + (earlierBytes + length) + " bytes");
            }
            catchUp();
            write(lines);
            recovered();
        } catch (IOException e) {
            failed(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #append}, but what the disk does not take waits in memory, and a full spool takes it. */
    void appendSurely(byte[] lines) {
        lock.lock();
        try {
            waiting.add(lines);
            catchUp();
            recovered();
        } catch (IOException e) {
            failed(e);
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits in memory, if the disk takes it. */
    void retry() {
        lock.lock();
        try {
            catchUp();
        } catch (IOException e) {
            failed(e);
        } finally {
            lock.unlock();
        }
    }

    Extent extent() {
        lock.lock();
        try {
            return new Extent(segment, length);
        } finally {
            lock.unlock();
        }
    }

    /** How many ends of requests wait for the disk. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    Path segment(int number) {
        return folder.resolve(String.format("%08d.jsonl", number));
    }

    /** Deletes a file that is not written any more. */
    void drop(int number) throws IOException {
        Path path = segment(number);
        long size = Files.exists(path) ? Files.size(path) : 0;
        Files.deleteIfExists(path);
        lock.lock();
        try {
            earlierBytes -= size;
        } finally {
            lock.unlock();
        }
    }

    /** Empties the file that is written, if it reaches no further than this. */
    boolean emptied(Extent followed) throws IOException {
        lock.lock();
        try {
            if (file == null || segment != followed.segment() || length != followed.length()) {
                return false;
            }
            file.setLength(0);
            file.seek(0);
            length = 0;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (file != null) {
                file.close();
                file = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() throws IOException {
        while (!waiting.isEmpty()) {
            write(waiting.peek());
            waiting.remove();
        }
    }

    private void write(byte[] lines) throws IOException {
        RandomAccessFile open = open();
        try {
            if (torn) {
                open.seek(length);
                open.setLength(length);
                torn = false;
            }
            open.write(lines);
            length += lines.length;
        } catch (IOException e) {
            // Part of it may be there; and a file system that was mounted anew wants its file opened anew.
            torn = true;
            file = null;
            closeBroken(open);
            throw e;
        }
        if (length >= limits.segmentBytes()) {
            roll(open);
        }
    }

    private static void closeBroken(RandomAccessFile broken) {
        try {
            broken.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("a broken file of the spool could not be closed");
        }
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            open = new RandomAccessFile(segment(segment).toFile(), "rw");
            open.seek(length);
            file = open;
        }
        return open;
    }

    private void roll(RandomAccessFile full) throws IOException {
        full.close();
        file = null;
        earlierBytes += length;
        length = 0;
        segment++;
    }

    private void failed(IOException e) {
        if (!failing) {
            failing = true;
            LOG.atError()
                    .addKeyValue("folder", folder)
                    .addKeyValue("reason", e.getMessage())
                    .log("the ledger's spool takes nothing: requests are refused until it does");
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.atInfo().addKeyValue("folder", folder).log("the ledger's spool takes requests again");
        }
    }
}
