package dev.pointsman.provider.support;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A prefix and then one byte over and over. */
final class EndlessStream extends InputStream {

    private final byte[] prefix;
    private final int filler;
    private final int size;
    private int position;

    EndlessStream(String prefix, int filler, int size) {
        this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
        this.filler = filler;
        this.size = size;
    }

    int handedOut() {
        return position;
    }

    @Override
    public int read() {
        if (position >= size) {
            return -1;
        }
        int value = position < prefix.length ? prefix[position] : filler;
        position++;
        return value;
    }
}
