package dev.pointsman.hostkit.plugins;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources in memory and packs them as a plugin, index and manifest included. */
final class PluginJar {

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> index = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private PluginJar() {}

    static PluginJar of(String id) {
        return new PluginJar()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", "1.2.3")
                .manifest("Plugin-Requires", ">=0.1.0 & <0.2.0");
    }

    /** A plugin whose one factory makes providers of a type. */
    static PluginJar offering(String id, String type) {
        return of(id).factory("acme.Factory", type, "");
    }

    PluginJar manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    PluginJar without(String name) {
        manifest.remove(name);
        return this;
    }

    PluginJar source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    PluginJar index(String className) {
        index.add(className);
        return this;
    }

    /** A factory with a few more members; its settings are ignored. */
    PluginJar factory(String className, String type, String members) {
        int dot = className.lastIndexOf('.');
        return index(className).source(className, """
                        package %s;

                        import dev.pointsman.api.host.HostContext;
                        import dev.pointsman.api.provider.*;

                        @org.pf4j.Extension
                        public class %s implements ModelProviderFactory {
                            public String type() {
                                return "%s";
                            }

                            public ModelProvider create(ProviderSettings settings, HostContext host) {
                                throw new IllegalStateException("from " + type());
                            }
                            %s
                        }
                        """.formatted(
                        className.substring(0, dot), className.substring(dot + 1), type, members));
    }

    /** Copies a class of this test's class path into the jar, as a careless build does. */
    PluginJar bundle(Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            entries.put(path, in.readAllBytes());
        }
        return this;
    }

    /** Adds an entry as it is, under any name. */
    PluginJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Compiles a class and leaves it out of the jar. */
    PluginJar leaveOut(String className) {
        leftOut.add(className);
        return this;
    }

    Path write(Path jar) throws IOException {
        return Files.write(jar, bytes());
    }

    byte[] bytes() throws IOException {
        Manifest written = new Manifest();
        written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(written.getMainAttributes()::putValue);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, written)) {
            if (!index.isEmpty()) {
                entries.put("META-INF/extensions.idx", String.join("\n", index).getBytes(StandardCharsets.UTF_8));
            }
            entries.putAll(compile());
            leftOut.forEach(name -> entries.remove(name.replace('.', '/') + ".class"));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private Map<String, byte[]> compile() throws IOException {
        if (sources.isEmpty()) {
            return Map.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (MemoryFiles files = new MemoryFiles(compiler.getStandardFileManager(problems, null, null))) {
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new SourceText(name, text)));
            List<String> options =
                    List.of("-proc:none", "--release", "21", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, problems, options, null, units).call()) {
                throw new IllegalArgumentException(problems.getDiagnostics().toString());
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            files.classes.forEach((name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
            return classes;
        }
    }

    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(String className, String text) {
            super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

        MemoryFiles(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, ignored -> new ByteArrayOutputStream());
                }

                @Override
                public InputStream openInputStream() {
                    return new ByteArrayInputStream(classes.get(className).toByteArray());
                }
            };
        }
    }
}
