package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of what an operator says of models, as {@code catalog:} may name it.
 *
 * @param models by id
 * @param problems what makes the file unusable
 */
public record CatalogFile(Map<String, Object> models, Lines lines, List<SettingsProblem> problems) {

    /** Reads a file; whatever is wrong with it is in {@link #problems()}. */
    public static CatalogFile read(Path file) {
        Document document = DocumentReader.read(file);
        return new CatalogFile(document.tree(), document.lines(), document.problems());
    }
}
