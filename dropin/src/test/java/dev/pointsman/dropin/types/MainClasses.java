package dev.pointsman.dropin.types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every class of every module that ships, loaded but not run. */
final class MainClasses {

    private static final String ROOT = "dev/pointsman/";
    private static final String SUFFIX = ".class";

    /** Libraries that are packed in, and what tests of providers are made of. */
    private static final List<String> NOT_OURS = List.of(ROOT + "shaded/", ROOT + "provider/testkit/");

    private MainClasses() {}

    /** In the order of their names. */
    static List<Class<?>> all() {
        Map<String, Class<?>> classes = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            Path path = Path.of(entry);
            if (entry.contains("pointsman") || entry.endsWith("classes")) {
                names(path).forEach(name -> classes.put(name, load(name)));
            }
        }
        return new ArrayList<>(classes.values());
    }

    private static List<String> names(Path entry) {
        try {
            if (Files.isDirectory(entry)) {
                return entry.endsWith("test-classes") ? List.of() : below(entry);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + entry.toUri()), Map.of())) {
                return below(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path has an entry that cannot be read: " + entry, e);
        }
    }

    private static List<String> below(Path root) throws IOException {
        Path folder = root.resolve(ROOT);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("-info.class"))
                    .filter(name -> NOT_OURS.stream().noneMatch(name::startsWith))
                    .map(name ->
                            name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, MainClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is on the class path and cannot be loaded", e);
        }
    }
}
