package dev.pointsman.hostkit.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pf4j.Extension;
import org.pf4j.ExtensionPoint;

/**
 * Makes the extensions that a jar's {@code META-INF/extensions.idx} names. PF4J's own finder would leave out what it cannot load
 * and look into the application's index as well; here each name must become an object, or the reason is told.
 */
final class Extensions {

    private static final String INDEX = "META-INF/extensions.idx";

    private Extensions() {}

    /** In the order of their {@code @Extension(ordinal = …)}, then of the index. */
    static List<Object> of(Path jar, ClassLoader loader) throws IOException, RefusedException {
        List<Ordered> extensions = new ArrayList<>();
        for (String name : names(jar)) {
            Class<?> type = load(name, loader);
            Extension annotation = type.getAnnotation(Extension.class);
            extensions.add(new Ordered(annotation == null ? 0 : annotation.ordinal(), make(type)));
        }
        if (extensions.isEmpty()) {
            throw new RefusedException(
                    "it offers no extension",
                    "annotate a class with @Extension and compile with PF4J's annotation processor, so that " + INDEX
                            + " names it");
        }
        return extensions.stream()
                .sorted(Comparator.comparingInt(Ordered::ordinal))
                .map(Ordered::extension)
                .toList();
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(INDEX);
            if (entry == null) {
                return List.of();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                String index = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
                return index.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
    }

    private static Class<?> load(String name, ClassLoader loader) throws RefusedException {
        try {
            Class<?> type = Class.forName(name, true, loader);
            if (!ExtensionPoint.class.isAssignableFrom(type)) {
                throw new RefusedException(
                        "its extension " + name + " implements no extension point of PF4J",
                        "implement ModelProviderFactory or another extension point of the plugin API");
            }
            if (bringsItsOwnContract(type)) {
                throw new RefusedException(
                        "its extension " + name + " was made for a copy of the plugin API inside the jar",
                        "give plugin-api the scope provided, so that the jar does not contain it");
            }
            return type;
        } catch (ClassNotFoundException e) {
            throw new RefusedException(
                    "its index names the extension " + name + ", which is not in the jar", "build it anew, from clean");
        } catch (LinkageError e) {
            throw doesNotLoad(name, e);
        }
    }

    private static Object make(Class<?> type) throws RefusedException {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            throw new RefusedException(
                    "its extension " + type.getName() + " has no public constructor without arguments", "add one");
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof LinkageError missing) {
                throw doesNotLoad(type.getName(), missing);
            }
            throw new RefusedException(
                    "the constructor of its extension " + type.getName() + " failed: " + Failures.describe(cause),
                    "ask the plugin's author");
        } catch (LinkageError e) {
            throw doesNotLoad(type.getName(), e);
        }
    }

    /** Whether one of its contract types comes from the plugin's loader although this host has one of the same name. */
    private static boolean bringsItsOwnContract(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Class<?> contract : c.getInterfaces()) {
                if (contract.getName().startsWith("dev.pointsman.api.")
                        && contract.getClassLoader() == type.getClassLoader()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static RefusedException doesNotLoad(String name, LinkageError e) {
        return new RefusedException(
                "its extension " + name + " does not load: " + Failures.describe(e),
                "the jar must bring every library it uses but the plugin API, PF4J and SLF4J, and be built for Java "
                        + Runtime.version().feature() + " or older");
    }

    private record Ordered(int ordinal, Object extension) {}
}
