package dev.pointsman.provider.testkit;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A call whose parts the bug may spoil. */
final class BuggyCall implements OutboundCall {

    private final Egress egress;
    private final OutboundRequest request;
    private final OutboundCall good;
    private final Bug bug;
    private volatile @Nullable String read;

    BuggyCall(Egress egress, OutboundRequest request, OutboundCall good, Bug bug) {
        this.egress = egress;
        this.request = request;
        this.good = good;
        this.bug = bug;
    }

    @Override
    public OutboundResponse execute() throws IOException {
        OutboundResponse response = bug.execute(egress, request, good);
        read = "";
        return new OutboundResponse(response.status(), response.headers(), new Body(response.body()));
    }

    @Override
    public void close() {
        if (!bug.ignoresClose(request, read)) {
            good.close();
        }
    }

    /** Hands each piece that comes through the bug. */
    private final class Body extends InputStream {

        private final InputStream in;
        private byte[] piece = new byte[0];
        private int position;
        private boolean failed;

        private Body(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return fill() ? piece[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0 || !fill()) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, piece.length - position);
            System.arraycopy(piece, position, into, offset, count);
            position += count;
            return count;
        }

        private boolean fill() throws IOException {
            byte[] buffer = new byte[16 * 1024];
            while (position == piece.length) {
                if (failed) {
                    return false;
                }
                String text;
                try {
                    int count = in.read(buffer, 0, buffer.length);
                    if (count < 0) {
                        return false;
                    }
                    text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                    text = bug.bodyFailed(e);
                    failed = true;
                }
                piece = bug.body(request, text).getBytes(StandardCharsets.ISO_8859_1);
                position = 0;
                read = read + text;
            }
            return true;
        }
    }
}
