package dev.pointsman.router.dialect.matrix;

import static dev.pointsman.router.dialect.matrix.Story.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;

/** A client of Ollama's generate: one prompt, one text. Vendors are asked by chat. */
final class GenerateVoice implements ClientVoice {

    @Override
    public Dialect dialect() {
        return Dialect.OLLAMA_GENERATE;
    }

    @Override
    public String cannotAsk(Feature feature) {
        return switch (feature) {
            case TOOLS, PARALLEL, RESULT, FAILED_RESULT -> "Ollama's generate has no tools";
            case REASONING -> "Ollama's generate has no turns in which reasoning could go back";
            case LINKED -> "Ollama takes pictures as bytes alone";
            default -> "";
        };
    }

    @Override
    public ObjectNode asks(Feature feature, boolean streaming) {
        ObjectNode body = json("{'model':'auto','options':{'num_predict':4000}}");
        body.put("stream", streaming).put("system", Story.SYSTEM).put("prompt", Story.QUESTION);
        switch (feature) {
            case TEXT -> body.withObject("options").put("temperature", 0.5);
            case SETTINGS -> OllamaVoice.settings(body.withObject("options"));
            case IMAGES -> body.putArray("images").add(Story.PNG);
            case SCHEMA -> body.set("format", json(Story.FORM));
            default -> {}
        }
        return body;
    }

    @Override
    public ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer) {
        throw new AssertionError(cannotAsk(Feature.REASONING));
    }
}
