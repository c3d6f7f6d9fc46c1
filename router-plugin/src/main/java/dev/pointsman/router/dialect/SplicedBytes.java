package dev.pointsman.router.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a body with other bytes in places. Made twice by the same steps, once without an array to measure and once with one to
 * fill, so that no byte is copied twice.
 */
final class SplicedBytes {

    private final byte[] source;
    private final byte @Nullable [] target;
    private int length;

    SplicedBytes(byte[] source, byte @Nullable [] target) {
        this.source = source;
        this.target = target;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return target == null ? new byte[0] : target;
    }

    void copy(int from, int to) {
        if (target != null) {
            System.arraycopy(source, from, target, length, to - from);
        }
        length += to - from;
    }

    int replace(int position, int from, int to, byte @Nullable [] replacement) {
        if (replacement == null) {
            return position;
        }
        copy(position, from);
        put(replacement);
        return to;
    }

    void put(byte[] bytes) {
        if (target != null) {
            System.arraycopy(bytes, 0, target, length, bytes.length);
        }
        length += bytes.length;
    }

    void put(char ascii) {
        if (target != null) {
            target[length] = (byte) ascii;
        }
        length++;
    }
}
