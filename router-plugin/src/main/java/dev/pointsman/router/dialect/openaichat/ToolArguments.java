package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;

/** Whether the arguments of all tool calls of a whole answer are JSON: an agent could do nothing with others. */
final class ToolArguments {

    private boolean broken;

    /** Some builds of llama.cpp write an object instead of a text; that one is JSON by being there. */
    void check(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_STRING && !StrictJson.isJson(value.getText())) {
            broken = true;
        }
    }

    boolean broken() {
        return broken;
    }
}
