package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.Members;
import org.jspecify.annotations.Nullable;

/** The API takes every name in two spellings, {@code inlineData} and {@code inline_data}; answers have the first. */
final class GeminiNames {

    private GeminiNames() {}

    /** The name as the object spells it; the first spelling where it has neither. */
    static String in(Members members, String name) {
        String snake = snake(name);
        return members.peek(name) == null && members.peek(snake) != null ? snake : name;
    }

    static JsonNode get(JsonNode node, String name) {
        return node.has(name) ? node.path(name) : node.path(snake(name));
    }

    /** An inner object under either spelling. */
    static @Nullable Members open(Members members, String name) {
        return members.open(in(members, name));
    }

    /** Reads a text and leaves the member where it is for its own dialect. */
    static @Nullable String kept(Members members, String name) {
        String spelled = in(members, name);
        String text = members.peekText(spelled);
        if (text != null) {
            members.keep(spelled);
        }
        return text;
    }

    static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (char letter : name.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(letter));
        }
        return snake.toString();
    }
}
