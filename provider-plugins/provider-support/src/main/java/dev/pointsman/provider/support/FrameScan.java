package dev.pointsman.provider.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a frame's JSON: it is well formed, and it has these few facts. Texts are skipped, not decoded, but for the few
 * short ones asked for.
 *
 * @param isError whether it has a top-level {@code error} that is not null
 * @param isDone whether its top-level {@code done} is true
 * @param type the top-level {@code type}
 * @param members the names of its top-level members that were asked for
 * @param finishReason the last one that is not null, where the dialect's {@link FinishMark}s are
 */
record FrameScan(
        boolean isError,
        boolean isDone,
        @Nullable String type,
        Set<String> members,
        @Nullable String finishReason) {

    /**
     * Where a dialect says why an answer ended.
     *
     * @param inside a top-level member: an object, or an array of objects
     * @param name a member of that object
     */
    record FinishMark(String inside, String name) {}

    /** Chat completions. */
    static final List<FinishMark> CHAT = List.of(new FinishMark("choices", "finish_reason"));

    /** @throws ProviderException {@code Malformed} when it is not one JSON object */
    static FrameScan of(Payload payload) {
        return of(payload, List.of(), Set.of());
    }

    /** @throws ProviderException {@code Malformed} when it is not one JSON object */
    static FrameScan of(Payload payload, List<FinishMark> marks) {
        return of(payload, marks, Set.of());
    }

    /**
     * @param wanted top-level members whose presence matters
     * @throws ProviderException {@code Malformed} when it is not one JSON object
     */
    static FrameScan of(Payload payload, List<FinishMark> marks, Set<String> wanted) {
        try (JsonParser parser = Json.parser(payload.array())) {
            return scan(parser, marks, wanted);
        } catch (IOException e) {
            // The parser's message quotes the answer, so it is not kept.
            throw malformed(payload);
        }
    }

    private static FrameScan scan(JsonParser parser, List<FinishMark> marks, Set<String> wanted) throws IOException {
        boolean isError = false;
        boolean isDone = false;
        Set<String> members = wanted.isEmpty() ? Set.of() : new HashSet<>();
        String type = null;
        String finishReason = null;
        String member = "";
        int depth = 0;
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT) {
            throw new FramingException("not an object");
        }
        for (; token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    isError |= depth == 1 && member.equals("error");
                    depth++;
                }
                case END_OBJECT, END_ARRAY -> {
                    depth--;
                    if (depth == 0 && parser.nextToken() != null) {
                        throw new FramingException("two values");
                    }
                }
                case FIELD_NAME -> {
                    if (depth == 1) {
                        member = parser.currentName();
                        if (wanted.contains(member)) {
                            members.add(member);
                        }
                    } else if (depth <= 3 && isMark(marks, member, parser.currentName())) {
                        // Vertex once wrote reasons as numbers.
                        JsonToken value = parser.nextToken();
                        boolean told = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
                        finishReason = told ? parser.getText() : finishReason;
                        // An odd vendor may have an opening bracket here.
                        depth += value != null && value.isStructStart() ? 1 : 0;
                    }
                }
                case VALUE_STRING -> {
                    if (depth == 1) {
                        isError |= member.equals("error");
                        type = member.equals("type") ? parser.getText() : type;
                    }
                }
                case VALUE_TRUE -> isDone |= depth == 1 && member.equals("done");
                default -> {
                    // Numbers, other literals and null tell nothing here.
                }
            }
        }
        if (depth != 0) {
            throw new FramingException("cut");
        }
        return new FrameScan(isError, isDone, type, Set.copyOf(members), finishReason);
    }

    private static boolean isMark(List<FinishMark> marks, String inside, String name) {
        for (FinishMark mark : marks) {
            if (mark.name().equals(name) && mark.inside().equals(inside)) {
                return true;
            }
        }
        return false;
    }

    private static ProviderException malformed(Payload payload) {
        byte[] bytes = payload.array();
        int start = 0;
        while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
            start++;
        }
        boolean html = start < bytes.length && bytes[start] == '<';
        return new ProviderException(
                new ProviderFailure.Malformed(html ? "an HTML page instead of JSON" : "a frame that is not JSON"));
    }
}
