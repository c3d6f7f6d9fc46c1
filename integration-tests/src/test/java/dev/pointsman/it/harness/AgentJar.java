package dev.pointsman.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent of a test's own classes, made on the fly: changes a packed gateway as it loads, where no switch leads.
 *
 * @param file the jar
 */
public record AgentJar(Path file) {

    /**
     * Packs an agent.
     *
     * @param premain its main class
     * @param others what that needs besides
     * @param library a class of a library that stays where it is
     */
    public static AgentJar of(Path folder, Class<?> premain, List<Class<?>> others, List<Class<?>> library) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), premain.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                String.join(" ", library.stream().map(AgentJar::home).toList()));
        Path file = folder.resolve(premain.getSimpleName() + ".jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            add(jar, premain);
            for (Class<?> other : others) {
                add(jar, other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AgentJar(file);
    }

    /** For {@code JDK_JAVA_OPTIONS}. */
    public String option(String argument) {
        return "-javaagent:" + file + "=" + argument;
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("no class file of " + type);
            }
            bytes.transferTo(jar);
        }
        jar.closeEntry();
    }

    private static String home(Class<?> type) {
        try {
            return type.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
