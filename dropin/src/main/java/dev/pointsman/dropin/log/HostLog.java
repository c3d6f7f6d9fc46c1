package dev.pointsman.dropin.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * The SLF4J of the host, reached by name: every mention of its classes in this jar's code is one of our own, relocated copy. Only
 * methods are used that 1.7 has.
 */
final class HostLog {

    /** In pieces, since relocation rewrites text that looks like a class's name as well. */
    private static final String PACKAGE = String.join(".", "org", "slf4j");

    private static final MethodType ENABLED = MethodType.methodType(boolean.class);
    private static final MethodType WRITE = MethodType.methodType(void.class, String.class, Throwable.class);

    private final MethodHandle loggers;
    private final Map<Level, Methods> methods;

    private HostLog(MethodHandle loggers, Map<Level, Methods> methods) {
        this.loggers = loggers;
        this.methods = methods;
    }

    /** Empty where the loader sees none. */
    static Optional<HostLog> find(@Nullable ClassLoader loader) {
        return find(loader, PACKAGE);
    }

    static Optional<HostLog> find(@Nullable ClassLoader loader, String packageName) {
        try {
            Class<?> factory = Class.forName(packageName + ".LoggerFactory", true, loader);
            if (factory == LoggerFactory.class) {
                // Not relocated, as in tests of single classes: what was found is the SLF4J that asks.
                return Optional.empty();
            }
            Class<?> logger = Class.forName(packageName + ".Logger", true, loader);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle loggers = lookup.findStatic(factory, "getLogger", MethodType.methodType(logger, String.class));
            Map<Level, Methods> methods = new EnumMap<>(Level.class);
            for (Level level : Level.values()) {
                methods.put(level, Methods.of(lookup, logger, level));
            }
            return Optional.of(new HostLog(loggers, methods));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the host's SLF4J lacks what version 1.7 has", e);
        }
    }

    Sink sink(String name) {
        return new HostSink(methods, call(() -> loggers.invoke(name)));
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the host's log fails", e);
        }
    }

    private interface Call<T> {
        T run() throws Throwable;
    }

    private record Methods(MethodHandle enabled, MethodHandle write) {

        static Methods of(MethodHandles.Lookup lookup, Class<?> logger, Level level)
                throws ReflectiveOperationException {
            String name = level.name().toLowerCase(Locale.ROOT);
            String capitalized = level.name().charAt(0) + name.substring(1);
            return new Methods(
                    lookup.findVirtual(logger, "is" + capitalized + "Enabled", ENABLED),
                    lookup.findVirtual(logger, name, WRITE));
        }
    }

    /** Key-values stand behind the message, as 1.7 has no place for them. */
    private record HostSink(Map<Level, Methods> methods, Object logger) implements Sink {

        @Override
        public boolean takes(Level level) {
            return call(() -> (boolean) of(level).enabled().invoke(logger));
        }

        @Override
        public void write(Level level, String message, List<KeyValuePair> keyValues, @Nullable Throwable thrown) {
            StringBuilder line = new StringBuilder(message);
            keyValues.forEach(
                    pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
            String text = line.toString();
            call(() -> {
                of(level).write().invoke(logger, text, thrown);
                return true;
            });
        }

        private Methods of(Level level) {
            return Objects.requireNonNull(methods.get(level), "there are methods for every level");
        }
    }
}
