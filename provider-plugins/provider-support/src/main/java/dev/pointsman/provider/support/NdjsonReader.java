package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Newline-delimited JSON: a frame per line, blank lines left out. */
final class NdjsonReader implements FrameReader {

    static final int LINE_LIMIT = 4 << 20;

    private final LineReader lines;

    NdjsonReader(InputStream in) {
        this.lines = new LineReader(in, false, LINE_LIMIT);
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (lines.read()) {
            ByteBuilder line = lines.line();
            int end = line.size();
            if (end > 0 && line.at(end - 1) == '\r') {
                end--;
            }
            if (!isBlank(line, end)) {
                byte[] bytes = new byte[end];
                System.arraycopy(line.array(), 0, bytes, 0, end);
                return Optional.of(Frame.of(Payload.of(bytes)));
            }
        }
        return Optional.empty();
    }

    private static boolean isBlank(ByteBuilder line, int end) {
        for (int i = 0; i < end; i++) {
            if (line.at(i) != ' ' && line.at(i) != '\t') {
                return false;
            }
        }
        return true;
    }
}
