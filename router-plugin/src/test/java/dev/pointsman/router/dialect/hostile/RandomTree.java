package dev.pointsman.router.dialect.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JSON, or nearly, of the names and words that one dialect's samples have: wrong kinds in places where readers look. */
final class RandomTree {

    private static final Pattern WORD = Pattern.compile("\"([A-Za-z_.]+)\"");
    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "2147483648",
            "9223372036854775808",
            "1.5",
            "1e400",
            "1e-400",
            "\"\"",
            "\" \"",
            "\"{}\"",
            "\"[1,\"",
            "\"\\ud800\"",
            "\"data:image/png;base64,AAAA\"",
            "[]",
            "{}",
            "nul",
            "\"");

    private final Random random;
    private final List<String> words;

    RandomTree(Samples samples, Random random) {
        this.random = random;
        this.words = new ArrayList<>();
        Stream.of(samples.requests(), samples.frames(), samples.wholes())
                .flatMap(List::stream)
                .flatMap(text -> WORD.matcher(text).results())
                .map(found -> found.group(1))
                .distinct()
                .forEach(words::add);
    }

    String object() {
        return object(4);
    }

    /** A tree in each of the sample's slots. */
    String within(String sample) {
        return Pattern.compile(Samples.SLOT).matcher(sample).replaceAll(slot -> Matcher.quoteReplacement(value(3)));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0, 1 -> LEAVES.get(random.nextInt(LEAVES.size()));
            case 2, 3 -> "\"" + word() + "\"";
            case 4 -> {
                List<String> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield "[" + String.join(",", elements) + "]";
            }
            default -> object(depth - 1);
        };
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.add("\"" + word() + "\":" + value(Math.max(0, depth)));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String word() {
        return words.get(random.nextInt(words.size()));
    }
}
