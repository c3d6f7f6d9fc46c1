package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.Map;

/**
 * Which line of a file a path stands in.
 *
 * @param file the file's name as the user wrote it; empty when there is none
 * @param byPath lines, from 1, by paths such as {@code profiles.fast.candidates[2]}
 */
public record Lines(String file, Map<String, Integer> byPath) {

    public Lines {
        byPath = Map.copyOf(byPath);
    }

    /** Of settings that were not read from a file. */
    public static Lines none() {
        return new Lines("", Map.of());
    }

    /** The problem in one line, led by file and line where they are known: {@code pointsman.yaml:12: profiles.fast: …}. */
    public String print(SettingsProblem problem) {
        if (file.isEmpty()) {
            return problem.toString();
        }
        int line = line(problem.path());
        return file + (line > 0 ? ":" + line : "") + ": " + problem;
    }

    /** The line of a path, or of the nearest part around it that the file has; 0 when there is none. */
    public int line(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Integer line = byPath.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return 0;
    }
}
