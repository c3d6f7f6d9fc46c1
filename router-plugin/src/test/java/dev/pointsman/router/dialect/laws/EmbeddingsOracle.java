package dev.pointsman.router.dialect.laws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.List;
import java.util.Optional;

/** OpenAI embeddings. */
final class EmbeddingsOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        JsonNode tree = Recorded.tree(frames.getFirst());
        JsonNode tokens = tree.path("usage").path("prompt_tokens");
        boolean vectors = !tree.path("data").isEmpty();
        return new Oracle(
                vectors,
                Optional.empty(),
                Oracle.text(tree.path("model")),
                tokens.isNumber() ? Optional.of(Usage.of(tokens.asLong(), 0)) : Optional.empty(),
                vectors ? 1 : -1,
                false);
    }
}
