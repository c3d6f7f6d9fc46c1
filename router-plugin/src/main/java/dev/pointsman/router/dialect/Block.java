package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a turn or of an answer. No {@code toString} of a block shows content. */
public sealed interface Block {

    Source source();

    record Text(Source source, String text) implements Block {
        @Override
        public String toString() {
            return "Text[" + source + "]";
        }
    }

    record Image(Source source, Media media) implements Block {}

    record Document(Source source, Media media, @Nullable String title) implements Block {
        /** The member that holds the title, by the name that the source's dialect has for it. */
        public String titlePath() {
            String member = switch (source.dialect().name()) {
                case "openai-chat" -> ".file.filename";
                case "openai-responses" -> ".filename";
                case "gemini-generate" -> ".inlineData.displayName";
                default -> ".title";
            };
            return source.path() + member;
        }

        @Override
        public String toString() {
            return "Document[" + source + "]";
        }
    }

    /** @param format the dialect's word: {@code mp3}, {@code wav} */
    record Audio(Source source, String format, String base64) implements Block {
        @Override
        public String toString() {
            return "Audio[" + source + "]";
        }
    }

    /**
     * @param id as the source wrote it; empty where it wrote none
     * @param arguments JSON text, numbers and order of members as the source wrote them; empty for none
     */
    record ToolCall(Source source, String id, String name, String arguments) implements Block {
        @Override
        public String toString() {
            return "ToolCall[" + source + "]";
        }
    }

    /**
     * @param plain whether the content was a bare string
     * @param error whether the tool failed; null where the source did not say
     */
    record ToolResult(
            Source source,
            String callId,
            List<Block> content,
            boolean plain,
            @Nullable Boolean error) implements Block {

        public ToolResult {
            content = List.copyOf(content);
        }

        /** The member that says that the tool failed, by the name that the source's dialect has for it. */
        public String errorPath() {
            return source.path()
                    + (source.is(Dialect.GEMINI_GENERATE) ? ".functionResponse.response.error" : ".is_error");
        }

        @Override
        public String toString() {
            return "ToolResult[" + source + "]";
        }
    }

    /**
     * What a model thought. Its signature is state of the provider that issued it and goes to nobody else.
     *
     * @param signature null where there is none
     * @param redacted whether the signature is all there is, since the text is encrypted in it
     */
    record Reasoning(Source source, String text, @Nullable Signature signature, boolean redacted) implements Block {
        /** The member that holds the signature, by the name that the source's dialect has for it. */
        public String signaturePath() {
            if (source.is(Dialect.GEMINI_GENERATE)) {
                return source.path();
            }
            if (source.is(Dialect.BEDROCK_CONVERSE)) {
                return source.path()
                        + (redacted
                                ? ".reasoningContent.redactedContent"
                                : ".reasoningContent.reasoningText.signature");
            }
            if (source.is(Dialect.OPENAI_RESPONSES)) {
                return source.path() + ".encrypted_content";
            }
            return source.path() + (redacted ? ".data" : ".signature");
        }

        @Override
        public String toString() {
            return "Reasoning[" + source + "]";
        }
    }

    /** What only its own dialect knows: written back there, a loss elsewhere. */
    record Opaque(Source source, JsonNode json) implements Block {
        @Override
        public String toString() {
            return "Opaque[" + source + "]";
        }
    }
}
