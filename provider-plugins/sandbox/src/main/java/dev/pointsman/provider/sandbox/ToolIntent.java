package dev.pointsman.provider.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which tools a request asks for. A tool is asked for when {@code tool_choice} demands it, when the user's last words
 * name it, when they tell to run something and a tool runs commands, or when they say to use a tool without naming one.
 *
 * <p>A name that is also an ordinary word ({@code write}) counts only behind a verb ({@code use write}), in quotes, before
 * {@code tool}, or behind {@code and} or {@code then} where another tool was named before: else "write a poem" would write a file.
 */
final class ToolIntent {

    /** A request to use a tool stands at the front; what comes after may be a whole pasted file. */
    private static final int READ_CHARACTERS = 4_000;

    private static final int REFUSAL_CHARACTERS = 16;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.:/-]*");
    private static final Pattern ANY_TOOL = Pattern.compile(
            "(?i)\\b(?:use|call|run|invoke|exec|execute|try)\\s+(?:(?:the|a|your|any|some|one|this|that)\\s+)?tools?\\b");
    private static final Pattern REFUSAL = Pattern.compile("(?i)(?:\\bnot|n't|n’t|\\bnever|\\bwithout)\\s+$");
    private static final Set<String> VERBS =
            Set.of("use", "using", "call", "calling", "invoke", "invoking", "run", "via", "through", "try", "exec");
    private static final Set<String> BETWEEN_VERB_AND_NAME =
            Set.of("the", "both", "tool", "tools", "function", "functions", "named", "called", "your", "my");
    private static final Set<String> BETWEEN_NAMES = Set.of("and", "then", "plus", "also", "the", "tool");
    private static final Set<String> NEXT = Set.of("and", "then");

    private final ChatRequest request;
    private final String text;

    private ToolIntent(ChatRequest request) {
        this.request = request;
        String words = request.lastUserText();
        this.text = Characters.cut(words, READ_CHARACTERS);
    }

    /**
     * The tools to call, none when the answer shall be text.
     *
     * @throws dev.pointsman.api.failure.ProviderException when a tool is demanded that is not offered
     */
    static List<OfferedTool> of(ChatRequest request) {
        // Results are there: telling what they were ends the round trip, calling again would begin an endless one.
        if (request.tools().isEmpty() || !request.newToolResults().isEmpty()) {
            return List.of();
        }
        List<OfferedTool> asked = new ToolIntent(request).asked();
        return request.parallelTools() || asked.size() < 2 ? asked : asked.subList(0, 1);
    }

    private List<OfferedTool> asked() {
        return switch (request.toolChoice()) {
            case ToolChoice.Never never -> List.of();
            case ToolChoice.Named named -> List.of(offered(named.name()));
            case ToolChoice.Some some -> {
                List<OfferedTool> byText = askedByText();
                yield byText.isEmpty() ? List.of(request.tools().getFirst()) : byText;
            }
            case ToolChoice.Auto auto -> askedByText();
        };
    }

    private OfferedTool offered(String name) {
        return request.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failures.invalidRequest("tool_choice names a tool that is not in tools."));
    }

    private List<OfferedTool> askedByText() {
        List<OfferedTool> named = named();
        if (!named.isEmpty()) {
            return named;
        }
        Optional<OfferedTool> shell =
                request.tools().stream().filter(OfferedTool::runsCommands).findFirst();
        if (shell.isPresent() && ShellCommand.in(text).isPresent()) {
            return List.of(shell.get());
        }
        Matcher anyTool = ANY_TOOL.matcher(text);
        if (anyTool.find() && !isRefused(anyTool.start())) {
            return List.of(request.tools().getFirst());
        }
        return List.of();
    }

    private List<OfferedTool> named() {
        SequencedSet<OfferedTool> named = new LinkedHashSet<>();
        List<String> before = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        boolean inARow = false;
        int verbAt = 0;
        while (words.find()) {
            String word = words.group().replaceAll("[.:/-]+$", "");
            String lower = word.toLowerCase(Locale.ROOT);
            Optional<OfferedTool> tool = toolOf(word);
            boolean counts = tool.isPresent()
                    && (inARow
                            || !tool.get().isPlainWord()
                            || isBehindVerb(before)
                            || isMarked(words.start(), words.end()));
            boolean refused = counts && !inARow && isRefused(isBehindVerb(before) ? verbAt : words.start());
            if (counts && !refused) {
                named.add(tool.get());
            }
            inARow = counts && !refused
                    || inARow && BETWEEN_NAMES.contains(lower)
                    || !named.isEmpty() && NEXT.contains(lower);
            verbAt = VERBS.contains(lower) ? words.start() : verbAt;
            before.add(lower);
        }
        return List.copyOf(named);
    }

    private Optional<OfferedTool> toolOf(String word) {
        return request.tools().stream()
                .filter(tool -> tool.name().equalsIgnoreCase(word))
                .findFirst();
    }

    private static boolean isBehindVerb(List<String> before) {
        return before.reversed().stream()
                .filter(word -> !BETWEEN_VERB_AND_NAME.contains(word))
                .findFirst()
                .filter(VERBS::contains)
                .isPresent();
    }

    /** In quotes, followed by a bracket, or followed by the word {@code tool}. */
    private boolean isMarked(int start, int end) {
        boolean quoted = start > 0 && "`'\"".indexOf(text.charAt(start - 1)) >= 0;
        boolean called = end < text.length() && "(`".indexOf(text.charAt(end)) >= 0;
        return quoted || called || text.substring(end).toLowerCase(Locale.ROOT).startsWith(" tool");
    }

    private boolean isRefused(int at) {
        return REFUSAL.matcher(text.substring(Math.max(0, at - REFUSAL_CHARACTERS), at))
                .find();
    }
}
