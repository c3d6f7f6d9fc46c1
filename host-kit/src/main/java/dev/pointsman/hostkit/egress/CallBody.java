package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an answer as they were transferred, up to a limit. Read to its end it gives the connection back to the pool;
 * closed before, it ends the call, since reading the rest would wait for the vendor. Used by one thread, ended by any.
 */
final class CallBody extends InputStream {

    private final InputStream in;
    private final long expected;
    private final long limit;
    private final HostCall call;
    private long count;
    private boolean ended;

    /**
     * @param expected the length the vendor announced, negative when unknown
     * @param limit in bytes
     */
    CallBody(InputStream in, long expected, long limit, HostCall call) throws IOException {
        this.in = in;
        this.expected = expected;
        this.limit = limit;
        this.call = call;
        endAtAnnouncedLength();
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        call.ensureOpen();
        try {
            int read = in.read(buffer, offset, length);
            if (read < 0) {
                end();
                return -1;
            }
            count += read;
            if (count > limit) {
                call.abort();
                throw new AnswerRefusedException("the answer is larger than " + limit + " bytes");
            }
            endAtAnnouncedLength();
            return read;
        } catch (IOException e) {
            throw call.translated(e);
        }
    }

    @Override
    public int available() throws IOException {
        return ended ? 0 : in.available();
    }

    @Override
    public void close() {
        call.close();
    }

    /** A reader that knows the length too never asks for the end of stream, which is what frees the connection. */
    private void endAtAnnouncedLength() throws IOException {
        if (!ended && expected >= 0 && count >= expected && in.read() < 0) {
            end();
        }
    }

    private void end() {
        ended = true;
        call.finished();
    }
}
