package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** An answer that came compressed although nobody asked for it: inflated, within a size and a ratio. */
final class InflatedBody extends InputStream {

    /** Small answers may compress better than the ratio allows: a megabyte of the same letter hurts nobody. */
    private static final long RATIO_COUNTS_FROM = 1 << 20;

    private final CallBody transfer;
    private final EgressLimits limits;
    private final HostCall call;
    private @Nullable GZIPInputStream inflating;
    private long count;
    private boolean ended;

    InflatedBody(CallBody transfer, EgressLimits limits, HostCall call) {
        this.transfer = transfer;
        this.limits = limits;
        this.call = call;
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
        int read = inflate(buffer, offset, length);
        if (read < 0) {
            ended = true;
            // The end of the compressed data is not yet the end of the transfer, and only that frees the connection.
            if (transfer.read() >= 0) {
                call.abort();
                throw new AnswerRefusedException("the answer goes on behind its compressed data");
            }
            return -1;
        }
        count += read;
        boolean bomb = count > RATIO_COUNTS_FROM && count / Math.max(1, transfer.count()) > limits.inflateRatio();
        if (bomb || count > limits.bodyBytes()) {
            call.abort();
            throw new AnswerRefusedException(
                    bomb
                            ? "the answer inflates to more than " + limits.inflateRatio() + " times its size"
                            : "the answer is larger than " + limits.bodyBytes() + " bytes");
        }
        return read;
    }

    /** The header of the compressed data is read with the first bytes and not before, as reading waits. */
    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            GZIPInputStream in = inflating;
            if (in == null) {
                in = new GZIPInputStream(transfer, 8192);
                inflating = in;
            }
            return in.read(buffer, offset, length);
        } catch (ZipException e) {
            call.abort();
            throw new AnswerRefusedException("the answer is not the gzip data it says it is");
        }
    }

    @Override
    public void close() {
        call.close();
    }
}
