package dev.pointsman.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project's pages: their fenced blocks, headings and links. */
final class Markdown {

    /** From this module's folder, in which its tests run. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile(
            "^(?:<!-- (file|part of|not run): (.+?) -->\\n)?```(\\w*)([^\\n]*)\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NO_PAGES = Pattern.compile("target|node_modules|\\.git");

    private Markdown() {}

    /**
     * One block.
     *
     * @param page relative to the root
     * @param line of its fence
     * @param language first word after the fence; empty where none stands there
     * @param note what else stands there
     * @param relation {@code file} or {@code part of} where it quotes a file, {@code not run} where the page says why not; else empty
     * @param file that it quotes, or why it is not run; else empty
     * @param section the text between the headings around it
     */
    record Block(
            String page,
            int line,
            String language,
            String note,
            String relation,
            String file,
            String text,
            String section) {

        boolean isFragment() {
            return note.equals("fragment");
        }

        boolean isQuotation() {
            return relation.equals("file") || relation.equals("part of");
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** Every page of the repository, relative to its root. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NO_PAGES.matcher(folder.getFileName().toString()).matches()
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        pages.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages.stream().sorted().toList();
    }

    /** The fenced blocks of every page. */
    static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        pages().forEach(page -> read(page, blocks));
        return blocks;
    }

    /** The text of a page or another file. */
    static String text(Path path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without what stands in fences. */
    static String prose(Path page) {
        return FENCE.matcher(text(page)).replaceAll("");
    }

    private static void read(Path page, List<Block> blocks) {
        String text = text(page);
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            int line = (int) text.substring(0, matcher.start(3)).lines().count();
            blocks.add(new Block(
                    page.toString(),
                    line,
                    matcher.group(3),
                    matcher.group(4).strip(),
                    matcher.group(1) == null ? "" : matcher.group(1),
                    matcher.group(2) == null ? "" : matcher.group(2),
                    matcher.group(5),
                    around(text, matcher.start(), matcher.end())));
        }
    }

    private static String around(String text, int start, int end) {
        int from = Math.max(0, text.lastIndexOf("\n## ", start));
        int to = text.indexOf("\n## ", end);
        return text.substring(from, to < 0 ? text.length() : to);
    }
}
