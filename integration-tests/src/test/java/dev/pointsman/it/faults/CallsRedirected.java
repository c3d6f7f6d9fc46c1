package dev.pointsman.it.faults;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Sends the calls of a class that read the wall clock to {@link WallClock}: only its constant pool changes, where a method is named
 * by its owner, its name and its type (JVM specification, §4.4).
 */
final class CallsRedirected {

    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    /** Owner and name of what reads the wall clock; the types are the same. */
    private static final Map<String, String> CALLS = Map.of(
            "java/lang/System.currentTimeMillis", "()J",
            "java/time/Instant.now", "()Ljava/time/Instant;",
            "java/time/InstantSource.system", "()Ljava/time/InstantSource;",
            "java/time/Clock.systemUTC", "()Ljava/time/Clock;",
            "java/time/Clock.systemDefaultZone", "()Ljava/time/Clock;");

    private final byte[] bytes;
    private final int[] offsets;
    private final int end;

    private CallsRedirected(byte[] bytes) throws IOException {
        this.bytes = bytes;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(8);
            offsets = new int[in.readUnsignedShort()];
            for (int i = 1; i < offsets.length; i++) {
                offsets[i] = bytes.length - in.available();
                int tag = in.readUnsignedByte();
                in.skipNBytes(tag == UTF8 ? in.readUnsignedShort() : size(tag));
                if (tag == 5 || tag == 6) {
                    i++;
                }
            }
            end = bytes.length - in.available();
        }
    }

    /** The class with its calls redirected; null when it makes none. */
    static byte[] in(byte[] bytes) {
        try {
            return new CallsRedirected(bytes).redirected();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] redirected() throws IOException {
        byte[] changed = bytes.clone();
        boolean found = false;
        int owner = offsets.length + 1;
        for (int i = 1; i < offsets.length; i++) {
            if ((tag(i) == METHOD || tag(i) == INTERFACE_METHOD) && readsTheClock(i)) {
                found = true;
                changed[offsets[i]] = METHOD;
                changed[offsets[i] + 1] = (byte) (owner >> 8);
                changed[offsets[i] + 2] = (byte) owner;
            }
        }
        return found ? withOwner(changed, owner) : null;
    }

    private boolean readsTheClock(int method) {
        int nameAndType = index(method, 3);
        String call = text(index(index(method, 1), 1)) + "." + text(index(nameAndType, 1));
        return tag(nameAndType) == NAME_AND_TYPE && text(index(nameAndType, 3)).equals(CALLS.get(call));
    }

    /** Two constants more: the new owner's name, and the class of that name. */
    private byte[] withOwner(byte[] changed, int owner) throws IOException {
        ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytesOut)) {
            out.write(changed, 0, 8);
            out.writeShort(owner + 1);
            out.write(changed, 10, end - 10);
            out.writeByte(UTF8);
            out.writeUTF(WallClock.class.getName().replace('.', '/'));
            out.writeByte(CLASS);
            out.writeShort(owner - 1);
            out.write(changed, end, changed.length - end);
        }
        return bytesOut.toByteArray();
    }

    private int tag(int constant) {
        return bytes[offsets[constant]];
    }

    private int index(int constant, int at) {
        int offset = offsets[constant] + at;
        return (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
    }

    private String text(int constant) {
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(bytes, offsets[constant] + 1, bytes.length - offsets[constant] - 1))) {
            return in.readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int size(int tag) {
        return switch (tag) {
            case 3, 4, 9, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, 17, 18 -> 4;
            case 5, 6 -> 8;
            case CLASS, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("a constant of kind " + tag);
        };
    }
}
