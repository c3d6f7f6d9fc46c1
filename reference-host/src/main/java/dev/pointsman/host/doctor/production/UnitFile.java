package dev.pointsman.host.doctor.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A systemd service with the files that add to it ({@code pointsman.service.d/*.conf}), as far as single values go: the last one
 * counts, an empty one takes it back.
 */
record UnitFile(Path path, Map<String, String> service) {

    /** Where systemd looks first stands first. */
    private static final List<Path> PLACES = List.of(
            Path.of("/etc/systemd/system/pointsman.service"),
            Path.of("/run/systemd/system/pointsman.service"),
            Path.of("/usr/local/lib/systemd/system/pointsman.service"),
            Path.of("/usr/lib/systemd/system/pointsman.service"),
            Path.of("/lib/systemd/system/pointsman.service"));

    static Optional<Path> installed() {
        return PLACES.stream().filter(Files::isReadable).findFirst();
    }

    static UnitFile read(Path path) throws IOException {
        Map<String, String> service = new HashMap<>();
        parse(Files.readString(path), service);
        for (Path addition : additions(path)) {
            parse(Files.readString(addition), service);
        }
        return new UnitFile(path, Map.copyOf(service));
    }

    private static List<Path> additions(Path path) throws IOException {
        Path folder = path.resolveSibling(path.getFileName() + ".d");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    private static void parse(String text, Map<String, String> service) {
        boolean inService = false;
        for (String line : whole(text)) {
            if (line.startsWith("[")) {
                inService = line.equals("[Service]");
                continue;
            }
            int equals = line.indexOf('=');
            if (inService && equals > 0) {
                service.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
    }

    /** Lines without comments; one that ends with a backslash goes on. */
    private static List<String> whole(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : text.lines().map(String::strip).toList()) {
            if (part.startsWith("#") || part.startsWith(";")) {
                continue;
            }
            if (part.endsWith("\\")) {
                line.append(part, 0, part.length() - 1).append(' ');
                continue;
            }
            lines.add(line.append(part).toString());
            line.setLength(0);
        }
        return lines;
    }

    /** The value, lower case; empty when it is not set. */
    String value(String key) {
        return service.getOrDefault(key, "").toLowerCase(Locale.ROOT);
    }

    boolean isOn(String key) {
        return Stream.of("yes", "true", "on", "1").anyMatch(value(key)::equals);
    }

    /** Seconds of a span as {@code 45}, {@code 45s}, {@code 1min 30s}, {@code infinity}; -1 when there is none. */
    long seconds(String key) {
        String text = value(key);
        if (text.equals("infinity")) {
            return Long.MAX_VALUE;
        }
        if (!text.matches("([0-9]+\\s*(s|sec|m|min|h|hr)?\\s*)+")) {
            return -1;
        }
        long seconds = 0;
        for (String part : text.replaceAll("([0-9])\\s+([a-z])", "$1$2")
                .replaceAll("([a-z])([0-9])", "$1 $2")
                .split("\\s+")) {
            long number = Long.parseLong(part.replaceAll("[a-z]", ""));
            char unit = part.replaceAll("[0-9]", "").isEmpty()
                    ? 's'
                    : part.replaceAll("[0-9]", "").charAt(0);
            seconds += number * (unit == 'h' ? 3600 : unit == 'm' ? 60 : 1);
        }
        return seconds;
    }
}
