package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything this host starts with.
 *
 * @param gateway the host's own section
 * @param policy the rest of the file as the router's settings, no null anywhere, secrets as unresolved references
 * @param catalogFiles the files whose content stands in the policy's {@code catalog}
 * @param folder from which relative paths are seen: the file's own, or the current one
 * @param lines where things stand in the file
 * @param problems what must be put right first; the other components are then only as good as they can be
 * @param notes what was left out and does no harm
 */
public record Configuration(
        GatewayConfig gateway,
        Map<String, Object> policy,
        List<Path> catalogFiles,
        Path folder,
        Lines lines,
        List<SettingsProblem> problems,
        List<SettingsProblem> notes) {

    private static final String GATEWAY = "gateway";

    public Configuration {
        catalogFiles = List.copyOf(catalogFiles);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Reads a file; whatever is wrong with it is in {@link #problems()}. */
    public static Configuration read(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return of(DocumentReader.read(file), folder == null ? file.toAbsolutePath() : folder);
    }

    /** A policy without a file, found in the environment or written by a program. */
    public static Configuration ofPolicy(Map<String, Object> policy) {
        return new Configuration(
                GatewayConfig.defaults(), policy, List.of(), Path.of(""), Lines.none(), List.of(), List.of());
    }

    static Configuration of(Document document, Path folder) {
        List<SettingsProblem> problems = new ArrayList<>(document.problems());
        Map<String, Object> policy = new LinkedHashMap<>(document.tree());
        Object own = policy.remove(GATEWAY);
        if (own != null && !(own instanceof Map)) {
            problems.add(new SettingsProblem(GATEWAY, "must be a mapping", "indent its members below it"));
        }
        Map<?, ?> values = own instanceof Map<?, ?> map ? map : Map.of();
        GatewayConfig gateway = GatewayConfig.read(new Section(GATEWAY, values, problems), folder);
        CatalogFiles files = new CatalogFiles(folder, problems);
        Map<String, Object> whole = files.read(policy);
        return new Configuration(gateway, whole, files.files(), folder, document.lines(), problems, document.notes());
    }

    public Configuration withGateway(GatewayConfig gateway) {
        return new Configuration(gateway, policy, catalogFiles, folder, lines, problems, notes);
    }

    /** Without the policy, in which a secret may stand by mistake. */
    @Override
    public String toString() {
        return "Configuration[" + folder + ", " + problems.size() + " problems]";
    }
}
