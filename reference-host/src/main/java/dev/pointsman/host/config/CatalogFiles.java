package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that {@code catalog:} names, read into the policy: the router takes mappings alone. */
final class CatalogFiles {

    private static final String CATALOG = "catalog";

    private final Path folder;
    private final List<SettingsProblem> problems;
    private final List<Path> files = new ArrayList<>();

    CatalogFiles(Path folder, List<SettingsProblem> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The files that were read or should have been, in order. */
    List<Path> files() {
        return files;
    }

    /** The policy with each file's content in the place of its name. */
    Map<String, Object> read(Map<String, Object> policy) {
        if (!(policy.get(CATALOG) instanceof List<?> list) || list.stream().noneMatch(String.class::isInstance)) {
            return policy;
        }
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            read.add(list.get(i) instanceof String name ? file(name, CATALOG + "[" + i + "]") : list.get(i));
        }
        Map<String, Object> whole = new LinkedHashMap<>(policy);
        whole.put(CATALOG, read);
        return whole;
    }

    private Map<String, Object> file(String name, String path) {
        Path file = folder.resolve(name);
        files.add(file);
        CatalogFile document = CatalogFile.read(file);
        for (SettingsProblem problem : document.problems()) {
            String place = document.lines().file() + (problem.path().isEmpty() ? "" : " at " + problem.path());
            problems.add(new SettingsProblem(path, place + " " + problem.message(), problem.wayOut()));
        }
        return document.models();
    }
}
