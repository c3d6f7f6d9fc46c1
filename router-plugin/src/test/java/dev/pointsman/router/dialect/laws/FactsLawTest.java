package dev.pointsman.router.dialect.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a walk over the bytes finds is what a search of the whole tree finds. */
class FactsLawTest {

    private static final Map<Dialect, List<String>> LIMITS = Map.of(
            Dialect.OPENAI_CHAT, List.of("/max_tokens", "/max_completion_tokens"),
            Dialect.ANTHROPIC_MESSAGES, List.of("/max_tokens"),
            Dialect.OPENAI_RESPONSES, List.of("/max_output_tokens"),
            Dialect.GEMINI_GENERATE, List.of("/generationConfig/maxOutputTokens"),
            Dialect.OLLAMA_CHAT, List.of("/options/num_predict"),
            Dialect.BEDROCK_CONVERSE, List.of("/inferenceConfig/maxTokens"));

    private final Dialects dialects = Dialects.standard();

    static Set<Dialect> dialects() {
        return LIMITS.keySet();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theStreamingWalkFindsWhatATreeSearchFinds(Dialect dialect) {
        Counts counts = new Counts("facts", dialect);
        for (Recorded recorded : Recorded.all(dialect)) {
            if (!recorded.hasRequest()) {
                continue;
            }
            counts.add(recorded);
            JsonNode request = recorded.request();
            RequestFacts facts = dialects.facts(recorded.request(request.toString()));

            assertThat(facts.imageCount()).as("images of %s", recorded).isEqualTo(images(request));
            assertThat(facts.needs().contains(Capability.IMAGES))
                    .as("images of %s", recorded)
                    .isEqualTo(images(request) > 0);
            assertThat(facts.maxOutputTokens()).as("limit of %s", recorded).isEqualTo(limit(dialect, request));
            assertThat(facts.pins().contains(Pins.REASONING_SIGNATURE))
                    .as("signature of %s", recorded)
                    .isEqualTo(signed(request));
            assertThat(facts.pins().contains(Pins.ENCRYPTED_CONTENT))
                    .as("encryption of %s", recorded)
                    .isEqualTo(encrypted(request));
            facts.pins().forEach(counts::feature);
        }
        counts.print();
        assertThat(counts.cases()).isPositive();
    }

    private static Integer limit(Dialect dialect, JsonNode request) {
        for (String path : LIMITS.get(dialect)) {
            JsonNode limit = request.at(path);
            if (limit.isInt()) {
                return limit.asInt();
            }
        }
        return null;
    }

    /** Counted where they are given to the model, not in a tool's schema. */
    private static int images(JsonNode request) {
        int images = 0;
        for (String messages : List.of("messages", "input", "contents")) {
            images += imagesIn(request.path(messages));
        }
        return images;
    }

    private static int imagesIn(JsonNode node) {
        int images = isImage(node) ? 1 : 0;
        for (JsonNode child : node) {
            images += imagesIn(child);
        }
        return images;
    }

    private static boolean isImage(JsonNode node) {
        String type = node.path("type").asText();
        boolean byType = Set.of("image", "image_url", "input_image").contains(type);
        boolean byMember = type.isEmpty() && node.path("image").isObject();
        boolean byMime = List.of(
                        "/inlineData/mimeType", "/inline_data/mime_type", "/fileData/mimeType", "/file_data/mime_type")
                .stream()
                .anyMatch(path -> node.at(path).asText().startsWith("image/"));
        return byType || byMember || byMime;
    }

    private static boolean signed(JsonNode request) {
        JsonNode messages = request.path("messages");
        boolean redacted = messages.findParents("type").stream()
                .anyMatch(block -> block.path("type").asText().equals("redacted_thinking"));
        return redacted
                || texts(messages, "redactedContent")
                || texts(messages, "signature")
                || encryptedDetails(request)
                || reasoningItems(request).stream()
                        .anyMatch(item -> texts(item, "encrypted_content") || texts(item, "id"));
    }

    /** Of Responses. */
    private static List<JsonNode> reasoningItems(JsonNode request) {
        return request.path("input").findParents("type").stream()
                .filter(item -> item.path("type").asText().equals("reasoning"))
                .toList();
    }

    private static boolean encrypted(JsonNode request) {
        return request.findParents("encrypted_content").stream()
                .filter(item -> !item.path("type").asText().equals("reasoning"))
                .anyMatch(item -> texts(item, "encrypted_content"));
    }

    private static boolean texts(JsonNode node, String name) {
        return node.findValues(name).stream().anyMatch(value -> value.isTextual() && Oracle.some(value));
    }

    private static boolean encryptedDetails(JsonNode request) {
        return request.findValues("reasoning_details").stream().anyMatch(details -> texts(details, "data"));
    }
}
