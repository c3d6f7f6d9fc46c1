package dev.pointsman.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The wall clock of a gateway, as an agent in its process: whatever is loaded there, libraries included, reads it instead of the
 * system's. How far it is off stands in a file that both processes map. The monotonic clock is left alone, as by NTP.
 */
public final class WallClock {

    private static volatile MappedByteBuffer ahead;

    private WallClock() {}

    /** @param file where the offset stands, in milliseconds */
    public static void premain(String file, Instrumentation instrumentation) {
        ahead = map(Path.of(file));
        instrumentation.addTransformer(new Redirecting());
    }

    static final class Redirecting implements ClassFileTransformer {

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] bytes) {
            boolean ours = loader == null || name == null || name.startsWith("dev/pointsman/it/");
            return ours ? null : CallsRedirected.in(bytes);
        }
    }

    /** Eight bytes that processes share. */
    static MappedByteBuffer map(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static long currentTimeMillis() {
        return System.currentTimeMillis() + ahead.getLong(0);
    }

    public static Instant now() {
        return Instant.now().plusMillis(ahead.getLong(0));
    }

    public static InstantSource system() {
        return new Skewed(ZoneOffset.UTC);
    }

    public static Clock systemUTC() {
        return new Skewed(ZoneOffset.UTC);
    }

    public static Clock systemDefaultZone() {
        return new Skewed(ZoneId.systemDefault());
    }

    static final class Skewed extends Clock {

        private final ZoneId zone;

        Skewed(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Skewed(other);
        }

        @Override
        public Instant instant() {
            return now();
        }

        @Override
        public long millis() {
            return currentTimeMillis();
        }
    }
}
