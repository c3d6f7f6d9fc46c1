package dev.pointsman.it.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers {@code generateContent} as Google's reference has it, streamed or whole as the path asks. */
public final class GeminiVendor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GeminiVendor() {}

    /** Answers with this text, cut into these pieces where it is streamed. */
    public static Script says(String... pieces) {
        return (asked, line) -> {
            if (!asked.path().contains(":streamGenerateContent")) {
                line.whole(
                        200, Script.JSON, chunk(String.join("", pieces), true).toString());
                return;
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < pieces.length; i++) {
                text.append("data: ")
                        .append(chunk(pieces[i], i == pieces.length - 1))
                        .append("\r\n\r\n");
            }
            line.head(200, Script.EVENTS).chunk(text.toString()).end();
        };
    }

    public static String error(int code, String status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message).put("status", status);
        return body.toString();
    }

    private static ObjectNode chunk(String text, boolean last) {
        ObjectNode chunk = JSON.createObjectNode();
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        content.putArray("parts").addObject().put("text", text);
        content.put("role", "model");
        if (last) {
            candidate.put("finishReason", "STOP");
        }
        chunk.putObject("usageMetadata")
                .put("promptTokenCount", 1000)
                .put("candidatesTokenCount", 50)
                .put("totalTokenCount", 1050);
        return chunk.put("modelVersion", "gemini-it").put("responseId", "resp-it-1");
    }
}
