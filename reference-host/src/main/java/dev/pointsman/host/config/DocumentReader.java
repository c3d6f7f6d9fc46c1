package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/** Reads YAML (and so JSON) within bounds: 2 MiB, 40 levels, 50 aliases. Nothing but JDK types is ever made from a file. */
final class DocumentReader {

    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ALIASES = 50;

    private DocumentReader() {}

    static Document read(Path file) {
        String name = file.toString();
        try {
            if (Files.size(file) > MAX_BYTES) {
                return broken(name, 0, "is larger than 2 MiB", "split what is not configuration off");
            }
            return parse(name, Files.readString(file));
        } catch (NoSuchFileException e) {
            return broken(name, 0, "there is no such file", "check its path");
        } catch (CharacterCodingException e) {
            return broken(name, 0, "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            return broken(name, 0, "cannot be read (" + e.getClass().getSimpleName() + ")", "check its permissions");
        }
    }

    static Document parse(String name, String text) {
        try {
            Node root = compose(text);
            TreeBuilder builder = new TreeBuilder();
            Map<String, Object> tree = root == null ? Map.of() : builder.root(root);
            return new Document(tree, new Lines(name, builder.lines()), builder.problems(), builder.notes());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            return broken(name, line, "is not YAML: " + e.getProblem(), "look at this line and the one before it");
        } catch (YAMLException e) {
            return broken(name, 0, "is not usable YAML: " + e.getMessage(), "simplify it");
        }
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        // Nodes never become objects, so a tag is only a word; TreeBuilder refuses it where it stands.
        options.setTagInspector(tag -> true);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new CoreSchema())
                .compose(new StringReader(text));
    }

    private static Document broken(String name, int line, String message, String wayOut) {
        Lines lines = new Lines(line > 0 ? name + ":" + line : name, Map.of());
        return new Document(Map.of(), lines, List.of(new SettingsProblem("", message, wayOut)), List.of());
    }
}
