package dev.pointsman.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of the project's pages. */
final class Markdown {

    /** From this module's folder, in which its tests run. */
    static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile(
            "^(?:<!-- (file|part of): (\\S+) -->\\n)?```(\\w+)([^\\n]*)\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private Markdown() {}

    /**
     * One block.
     *
     * @param page relative to the root
     * @param line of its fence
     * @param language first word after the fence
     * @param note what else stands there
     * @param relation {@code file} or {@code part of}; empty where the block quotes no file
     * @param file that it quotes; empty for none
     */
    record Block(String page, int line, String language, String note, String relation, String file, String text) {

        boolean isFragment() {
            return note.equals("fragment");
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** Of the README and of every page under {@code docs}. */
    static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .forEach(page -> read(page, blocks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blocks;
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path page, List<Block> blocks) {
        String text = text(page);
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            int line = (int) text.substring(0, matcher.start(3)).lines().count();
            blocks.add(new Block(
                    ROOT.relativize(page).toString(),
                    line,
                    matcher.group(3),
                    matcher.group(4).strip(),
                    matcher.group(1) == null ? "" : matcher.group(1),
                    matcher.group(2) == null ? "" : matcher.group(2),
                    matcher.group(5)));
        }
    }
}
