package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.ModelProviderFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledFactoriesTest {

    @Test
    void everyProviderOfThisRepositoryIsInside() throws IOException {
        List<String> inside = BundledFactories.all().stream()
                .map(factory -> factory.getClass().getName())
                .toList();

        assertThat(inside)
                .as("add the missing one to BundledFactories and to this module's pom")
                .containsExactlyInAnyOrderElementsOf(annotated());
    }

    @Test
    void isFoundByItsType() {
        BundledFactories factories = new BundledFactories();

        assertThat(factories.types()).contains("auto", "sandbox", "anthropic", "openai-compatible");
        assertThat(factories.factory("sandbox").map(ModelProviderFactory::type)).contains("sandbox");
        assertThat(factories.factory("sandbix")).isEmpty();
    }

    /** Read from the sources, since a module that nobody depends on need not be compiled yet. */
    private static List<String> annotated() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path module : modules()) {
            Path sources = module.resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(path -> path.toString().endsWith("Factory.java"))
                        .toList()) {
                    if (Files.readString(file).contains("\n@Extension")) {
                        names.add(sources.relativize(file)
                                .toString()
                                .replace(".java", "")
                                .replace(File.separatorChar, '.'));
                    }
                }
            }
        }
        return names;
    }

    private static List<Path> modules() throws IOException {
        List<Path> modules = new ArrayList<>(List.of(Path.of("../router-plugin")));
        try (Stream<Path> providers = Files.list(Path.of("../provider-plugins"))) {
            providers
                    .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                    .forEach(modules::add);
        }
        assertThat(modules).hasSizeGreaterThan(3);
        return modules;
    }
}
