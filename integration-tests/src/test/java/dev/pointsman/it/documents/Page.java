package dev.pointsman.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the project, and what it shows in fences. */
record Page(Path path, String text) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE =
            Pattern.compile("^```(\\w+)[^\\n]*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    static Page of(String path) throws IOException {
        return new Page(Path.of(path), Files.readString(ROOT.resolve(path)));
    }

    /** The README and the pages for operators and agents. */
    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<String> names = files.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
            List<Page> pages = new ArrayList<>(List.of(of("README.md")));
            for (String name : names) {
                pages.add(of(name));
            }
            return pages;
        }
    }

    /** What stands below a heading of the second level. */
    Page section(String heading) {
        return new Page(
                path, text.split("\n## " + Pattern.quote(heading) + "\n", 2)[1].split("\n## ")[0]);
    }

    /** The blocks of one language. */
    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The commands of its {@code sh} blocks that begin with this word, each on one line. */
    List<String> commands(String word) {
        return blocks("sh").stream()
                .flatMap(block -> block.replaceAll("\\\\\\n\\s*", " ").lines())
                .filter(line -> line.startsWith(word + " "))
                .toList();
    }
}
