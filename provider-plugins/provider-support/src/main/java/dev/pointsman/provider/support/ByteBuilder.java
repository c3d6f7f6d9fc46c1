package dev.pointsman.provider.support;

import java.util.Arrays;

/** Collects bytes up to a limit and gives large memory back after use. */
final class ByteBuilder {

    private static final int INITIAL = 1024;
    private static final int KEPT = 64 * 1024;

    private final int limit;
    private final String tooLarge;
    private byte[] bytes = new byte[INITIAL];
    private int size;

    /**
     * @param limit in bytes
     * @param tooLarge what is said when more come
     */
    ByteBuilder(int limit, String tooLarge) {
        this.limit = limit;
        this.tooLarge = tooLarge;
    }

    int size() {
        return size;
    }

    byte at(int index) {
        return bytes[index];
    }

    byte[] array() {
        return bytes;
    }

    void add(int value) throws FramingException {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void add(byte[] from, int offset, int length) throws FramingException {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    byte[] copy(int offset) {
        return Arrays.copyOfRange(bytes, offset, size);
    }

    void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[INITIAL];
        }
    }

    private void reserve(int more) throws FramingException {
        if (more > limit - size) {
            throw new FramingException(tooLarge);
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(size + more, bytes.length * 2)));
        }
    }
}
