package dev.pointsman.hostkit.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Looks a jar up in a list of SHA-256 sums. The file name beside a sum is for people: a renamed jar is the same jar. */
record ListedSums(Path sums, boolean required) implements PluginVerifier {

    @Override
    public Verdict verify(Path file, String sha256) {
        try {
            if (lists(sha256)) {
                return new Verdict(true, "", "");
            }
            return unlisted("its SHA-256 is not listed in " + sums.getFileName(), file);
        } catch (NoSuchFileException e) {
            return unlisted("there is no list of sums " + sums.getFileName(), file);
        } catch (IOException e) {
            return unlisted("the list of sums " + sums.getFileName() + " cannot be read", file);
        }
    }

    private boolean lists(String sha256) throws IOException {
        try (Stream<String> lines = Files.lines(sums)) {
            return lines.map(String::strip)
                    .map(line -> line.split("\\s+", 2)[0].toLowerCase(Locale.ROOT))
                    .anyMatch(sha256::equals);
        }
    }

    private Verdict unlisted(String reason, Path file) {
        return new Verdict(
                !required,
                reason,
                "if you trust this very file: sha256sum " + file.getFileName() + " >> " + sums.getFileName());
    }
}
