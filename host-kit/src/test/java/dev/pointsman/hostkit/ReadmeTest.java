package dev.pointsman.hostkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    @Test
    void theExampleCompiles(@TempDir Path classes) throws IOException {
        Matcher example =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        String source = """
                import dev.pointsman.api.provider.*;
                import dev.pointsman.hostkit.Host;
                import dev.pointsman.hostkit.plugins.PluginHost;
                import java.nio.file.Path;
                import java.util.Map;

                class Example {
                    void run() throws Exception {
                %s
                    }
                }
                """.formatted(example.group(1));

        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            compiled = compiler.getTask(null, files, problems, options, null, List.of(new Source(source)))
                    .call();
        }

        assertThat(compiled).as(problems.getDiagnostics().toString()).isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("mem:///Example.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
