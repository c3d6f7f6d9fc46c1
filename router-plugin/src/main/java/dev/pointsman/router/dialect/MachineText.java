package dev.pointsman.router.dialect;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a person wrote from what an agent's program put around it. Agents add context to the user's message, stamp it with
 * a time, or append a line about their runtime; a classifier that read those would find every request alike.
 */
final class MachineText {

    /** Delimiters of context blocks: OpenClaw; Claude Code; Gemini CLI; Codex. */
    private static final List<Block> BLOCKS = List.of(
            new Block("<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>", "<<<END_OPENCLAW_INTERNAL_CONTEXT>>>"),
            new Block("<system-reminder>", "</system-reminder>"),
            new Block("<session_context>", "</session_context>"),
            new Block("<environment_context>", "</environment_context>"),
            new Block("<user_instructions>", "</user_instructions>"));

    private static final char OPENS = '<';

    /** OpenClaw's {@code [Mon 2026-11-23 08:32 UTC] } and its mark on a message that is sent again. */
    private static final Pattern STAMPS = Pattern.compile(
            "^\\s*\\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} [^\\]\\s]{1,40}] ?"
                    + "(?:\\[Queued user message[^\\]]{0,200}]\\s*)?");

    /** OpenClaw's last line of the first user message, or of the system prompt. */
    private static final String RUNTIME = "Runtime: agent=";

    private static final String RUNTIME_LINE = "\n" + RUNTIME;

    private static final Pattern AGENT = Pattern.compile("\\bagent=([\\w.:@/-]{1,128})(?= \\||\\s|$)");
    private static final Pattern SESSION_ID = Pattern.compile("\\| sessionId=([\\w.:@/-]{1,128})(?= \\||\\s|$)");
    private static final Pattern SESSION = Pattern.compile("\\| session=([\\w.:@/-]{1,128})(?= \\||\\s|$)");

    private MachineText() {}

    private record Block(String begin, String end) {}

    /** Agent and session as a runtime line names them; null where it does not. */
    record Hints(@Nullable String agent, @Nullable String session) {

        /** Without the conversation's name, which is kept as a fingerprint alone. */
        @Override
        public String toString() {
            return "Hints[agent " + agent + "]";
        }
    }

    /** Without context blocks and the runtime line, stamps kept. */
    static String withoutBlocks(String text) {
        String rest = withoutContext(text);
        int runtime = runtimeLine(rest);
        return (runtime < 0 ? rest : rest.substring(0, runtime)).strip();
    }

    /** Without context blocks. All of them begin with the same character, so that one search finds them. */
    static String withoutContext(String text) {
        StringBuilder kept = null;
        int from = 0;
        for (int at = text.indexOf(OPENS); at >= 0; at = text.indexOf(OPENS, at)) {
            Block block = blockAt(text, at);
            if (block == null) {
                at++;
                continue;
            }
            kept = kept == null ? new StringBuilder(text.length()) : kept;
            kept.append(text, from, at);
            int end = text.indexOf(block.end, at);
            from = end < 0 ? text.length() : end + block.end.length();
            at = from;
        }
        return kept == null ? text : kept.append(text, from, text.length()).toString();
    }

    private static @Nullable Block blockAt(String text, int at) {
        for (Block block : BLOCKS) {
            if (text.startsWith(block.begin, at)) {
                return block;
            }
        }
        return null;
    }

    static String withoutStamps(String text) {
        return STAMPS.matcher(text).replaceFirst("").strip();
    }

    static @Nullable Hints hints(String text) {
        int at = runtimeLine(text);
        if (at < 0) {
            return null;
        }
        int newline = text.indexOf('\n', at);
        String line = newline < 0 ? text.substring(at) : text.substring(at, newline);
        String session = first(SESSION_ID, line);
        return new Hints(first(AGENT, line), session == null ? first(SESSION, line) : session);
    }

    private static @Nullable String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Where the last line that begins so begins, or -1. The JDK searches forwards many times faster than backwards. */
    private static int runtimeLine(String text) {
        int last = text.startsWith(RUNTIME) ? 0 : -1;
        for (int at = text.indexOf(RUNTIME_LINE); at >= 0; at = text.indexOf(RUNTIME_LINE, at + 1)) {
            last = at + 1;
        }
        return last;
    }

    /** The first third and the last two thirds of a text that is longer than the limit, no character halved. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int head = limit / 3;
        int tail = text.length() - (limit - head - 1);
        if (Character.isHighSurrogate(text.charAt(head - 1))) {
            head--;
        }
        if (Character.isLowSurrogate(text.charAt(tail))) {
            tail++;
        }
        return text.substring(0, head) + "\n" + text.substring(tail);
    }

    /** The beginning of a text, no character halved. */
    static String beginning(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
}
