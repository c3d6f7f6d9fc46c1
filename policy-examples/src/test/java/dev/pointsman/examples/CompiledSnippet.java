package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.examples.Markdown.Block;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Java of a page, in the class that it leaves to the reader's mind. */
record CompiledSnippet(String source) {

    /** By page: what stands around its statements. */
    private static final Map<String, String> AROUND = Map.of(
            "host-kit/README.md", """
            import dev.pointsman.api.provider.*;
            import dev.pointsman.hostkit.Host;
            import dev.pointsman.hostkit.plugins.PluginHost;
            import java.nio.file.Path;
            import java.util.Map;
            class Snippet { void run() throws Exception { %s } }
            """, "edge/README.md", """
            import dev.pointsman.api.host.ProviderDirectory;
            import dev.pointsman.api.host.Secret;
            import dev.pointsman.edge.*;
            import dev.pointsman.edge.keys.*;
            import dev.pointsman.edge.vertx.*;
            import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
            class Snippet {
                void run(ProviderDirectory directory, Secret adminToken, PrometheusMeterRegistry registry) throws Exception { %s }
            }
            """, "docs/agents.md", """
            import com.openai.client.OpenAIClient;
            import com.openai.client.okhttp.OpenAIOkHttpClient;
            class Snippet { void run() { %s } }
            """, "policy-examples/README.md", """
            package dev.pointsman.examples;
            import dev.pointsman.api.decision.RoutingDecision;
            class Snippet { void run() throws Exception { %s } }
            """);

    static CompiledSnippet of(Block block) {
        String around = AROUND.get(block.page());
        assertThat(around).as("what stands around the Java of " + block).isNotNull();
        return new CompiledSnippet(around.formatted(block.text()));
    }

    void compile(Path classes) throws IOException {
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
            super(URI.create("mem:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
