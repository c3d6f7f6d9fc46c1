package dev.pointsman.dropin.types;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Secret;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record with a canary in every text, however deep, and remembers which component each canary went into.
 * What a constructor refuses or nobody knows how to make is null.
 */
final class Made {

    private static final int DEEPEST = 5;

    /** By canary: {@code Record.component}. */
    private final Map<String, String> places = new HashMap<>();

    /** Those within a type that hides what it holds. */
    private final Set<String> hidden = new HashSet<>();

    private int count;

    /** The canaries that a text holds, as the components they were put into. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        places.forEach((canary, place) -> {
            if (text.contains(canary)) {
                found.add(place);
            }
        });
        return found;
    }

    /** As {@link #in}, of those alone that a type of its own hides. */
    List<String> hiddenIn(String text) {
        return hidden.stream().filter(text::contains).map(places::get).toList();
    }

    @Nullable
    Object record(Class<?> type) {
        return record(type, 0);
    }

    private @Nullable Object record(Class<?> type, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(
                    components[i].getGenericType(), type.getSimpleName() + "." + components[i].getName(), depth + 1);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record without its own constructor: " + type, e);
        }
    }

    private @Nullable Object value(Type generic, String place, int depth) {
        Class<?> type = raw(generic);
        if (type == null) {
            return null;
        }
        Object simple = simple(type);
        if (simple != null) {
            return simple;
        }
        if (depth > DEEPEST) {
            return null;
        }
        if (type == String.class || type == CharSequence.class || type == Object.class) {
            return canary(place);
        }
        if (type == byte[].class) {
            return canary(place).getBytes(StandardCharsets.US_ASCII);
        }
        if (type.getName().contains("fasterxml.jackson.databind")) {
            return json(type, place);
        }
        if (type == Payload.class) {
            return Payload.ofUtf8("{\"a\":\"" + hidden(place) + "\"}");
        }
        if (type == Secret.class) {
            return Secret.of(hidden(place));
        }
        return container(type, generic, place, depth)
                .or(() -> Optional.ofNullable(composed(type, place, depth)))
                .orElse(null);
    }

    private static @Nullable Object simple(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == double.class || type == Double.class) {
            return 0.5;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == char.class) {
            return 'x';
        }
        return Map.<Class<?>, Object>ofEntries(
                        Map.entry(BigDecimal.class, BigDecimal.ONE),
                        Map.entry(Duration.class, Duration.ofSeconds(1)),
                        Map.entry(Instant.class, Instant.EPOCH),
                        Map.entry(LocalDate.class, LocalDate.EPOCH),
                        Map.entry(URI.class, URI.create("https://vendor.example/v1")),
                        Map.entry(Path.class, Path.of("folder")),
                        Map.entry(InetAddress.class, InetAddress.getLoopbackAddress()),
                        Map.entry(OptionalInt.class, OptionalInt.of(1)),
                        Map.entry(OptionalLong.class, OptionalLong.of(1)),
                        Map.entry(OptionalDouble.class, OptionalDouble.of(1)))
                .get(type);
    }

    private Optional<Object> container(Class<?> type, Type generic, String place, int depth) {
        if (Map.class.isAssignableFrom(type)) {
            Object key = value(argument(generic, 0), place, depth);
            Object value = value(argument(generic, 1), place, depth);
            return Optional.of(key == null || value == null ? Map.of() : new HashMap<>(Map.of(key, value)));
        }
        if (Optional.class == type) {
            return Optional.of(Optional.ofNullable(value(argument(generic, 0), place, depth)));
        }
        if (Collection.class.isAssignableFrom(type) || type == Iterable.class) {
            Object one = value(argument(generic, 0), place, depth);
            List<Object> list = one == null ? List.of() : List.of(one);
            return Optional.of(Set.class.isAssignableFrom(type) ? new LinkedHashSet<>(list) : list);
        }
        if (type.isArray()) {
            return Optional.of(Array.newInstance(type.getComponentType(), 0));
        }
        return Optional.empty();
    }

    private @Nullable Object composed(Class<?> type, String place, int depth) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return record(type, depth);
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                Object made = value(permitted, place, depth + 1);
                if (made != null) {
                    return made;
                }
            }
            return null;
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                return method.getName().equals("toString") ? "a fake" : null;
            });
        }
        return Modifier.isAbstract(type.getModifiers()) ? null : byFactory(type, place);
    }

    /** As the types of the API are made that are no records: {@code of(String)} or {@code ofUtf8(String)}. */
    private @Nullable Object byFactory(Class<?> type, String place) {
        for (String name : List.of("of", "ofUtf8")) {
            try {
                var factory = type.getDeclaredMethod(name, String.class);
                factory.setAccessible(true);
                return factory.invoke(null, hidden(place));
            } catch (NoSuchMethodException e) {
                continue;
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
        return null;
    }

    /** Of whichever Jackson: in a packed jar it has another name. */
    private @Nullable Object json(Class<?> type, String place) {
        try {
            Class<?> mapper =
                    Class.forName(type.getPackageName().replaceFirst("\\.databind.*", ".databind.ObjectMapper"));
            Object made = mapper.getMethod("readTree", String.class)
                    .invoke(
                            mapper.getDeclaredConstructor().newInstance(),
                            type.getSimpleName().equals("ArrayNode")
                                    ? "[\"" + canary(place) + "\"]"
                                    : "{\"a\":\"" + canary(place) + "\"}");
            return type.isInstance(made) ? made : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private String hidden(String place) {
        String canary = canary(place);
        hidden.add(canary);
        return canary;
    }

    private String canary(String place) {
        String canary = "canary-" + ++count + "-x";
        places.put(canary, place);
        return canary;
    }

    private static @Nullable Type argument(Type generic, int index) {
        return generic instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        return type instanceof ParameterizedType parameterized ? (Class<?>) parameterized.getRawType() : null;
    }
}
