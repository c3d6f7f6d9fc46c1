package dev.pointsman.provider.support;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines as bytes. A line ends with LF, CR or CR LF, wherever the network cut them. The heap it takes is bounded. */
final class LineReader {

    private final InputStream in;
    private final boolean carriageReturnEnds;
    private final ByteBuilder line;
    private final byte[] buffer = new byte[8 * 1024];
    private int position;
    private int end;
    private boolean skipLineFeed;

    /** @param carriageReturnEnds whether a CR alone ends a line; else it is part of it */
    LineReader(InputStream in, boolean carriageReturnEnds, int limit) {
        this.in = in;
        this.carriageReturnEnds = carriageReturnEnds;
        this.line = new ByteBuilder(limit, "a line is longer than " + limit + " bytes");
    }

    /** The line that {@link #read()} found, without its end; valid until the next call. */
    ByteBuilder line() {
        return line;
    }

    /** Whether there was a line; the last one may lack its end. */
    boolean read() throws IOException {
        line.clear();
        while (true) {
            if (position == end && !fill()) {
                return line.size() > 0;
            }
            if (skipLineFeed) {
                skipLineFeed = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int from = position;
            while (position < end && !endsLine(buffer[position])) {
                position++;
            }
            line.add(buffer, from, position - from);
            if (position < end) {
                skipLineFeed = buffer[position] == '\r';
                position++;
                return true;
            }
        }
    }

    private boolean endsLine(byte value) {
        return value == '\n' || (value == '\r' && carriageReturnEnds);
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        end = Math.max(count, 0);
        return count > 0;
    }
}
