package dev.pointsman.it.translation;

import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Script;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A conversation in one dialect with vendors that think: every vendor signs its reasoning in the dialect's way and answers 400 to
 * the reasoning of another.
 */
enum Thinker {
    CHAT {
        @Override
        Policy add(Policy policy, String name, URI url) {
            return policy.chat(name, url, "m-" + name);
        }

        @Override
        String path(String model, boolean stream) {
            return "/v1/chat/completions";
        }

        @Override
        String body(String model, boolean stream, List<String> turns) {
            return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"messages\":" + turns + "}";
        }

        @Override
        String asked(String text) {
            return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
        }

        @Override
        String answered(String by) {
            return "{\"role\":\"assistant\",\"content\":\"hello\",\"reasoning_content\":\"I think " + sign(by) + "\"}";
        }

        @Override
        String whole(String by) {
            return "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":" + answered(by) + ",\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
        }

        @Override
        String events(String by) {
            return chunk("{\"role\":\"assistant\",\"reasoning_content\":\"I think \"}", "null")
                    + chunk("{\"reasoning_content\":\"" + sign(by) + "\"}", "null")
                    + chunk("{\"content\":\"hello\"}", "null")
                    + chunk("{}", "\"stop\"")
                    + "data: [DONE]\n\n";
        }

        private String chunk(String delta, String finish) {
            return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":["
                    + "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
        }
    },

    RESPONSES {
        @Override
        Policy add(Policy policy, String name, URI url) {
            return policy.openAi(name, url, "m-" + name);
        }

        @Override
        String path(String model, boolean stream) {
            return "/v1/responses";
        }

        @Override
        String body(String model, boolean stream, List<String> turns) {
            return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"store\":false,"
                    + "\"include\":[\"reasoning.encrypted_content\"],\"input\":" + turns + "}";
        }

        @Override
        String asked(String text) {
            return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
        }

        @Override
        String answered(String by) {
            return reasoning(by) + "," + MESSAGE;
        }

        @Override
        String whole(String by) {
            return response("completed", answered(by));
        }

        @Override
        String events(String by) {
            return event("response.created", 0, "\"response\":" + response("in_progress", ""))
                    + event("response.output_item.done", 1, "\"output_index\":0,\"item\":" + reasoning(by))
                    + event(
                            "response.output_text.delta",
                            2,
                            "\"item_id\":\"msg\",\"output_index\":1,\"content_index\":0,\"delta\":\"hello\"")
                    + event("response.output_item.done", 3, "\"output_index\":1,\"item\":" + MESSAGE)
                    + event("response.completed", 4, "\"response\":" + whole(by));
        }

        private String reasoning(String by) {
            return "{\"id\":\"rs_" + by + "\",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"" + sign(by)
                    + "\"}";
        }

        private String response(String status, String output) {
            return "{\"id\":\"r\",\"object\":\"response\",\"created_at\":1,\"model\":\"m\",\"status\":\"" + status
                    + "\",\"output\":[" + output
                    + "],\"usage\":{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}}";
        }

        private String event(String type, int number, String members) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":" + number + "," + members
                    + "}\n\n";
        }
    },

    MESSAGES {
        @Override
        Policy add(Policy policy, String name, URI url) {
            return policy.messages(name, url, "m-" + name);
        }

        @Override
        String path(String model, boolean stream) {
            return "/v1/messages";
        }

        @Override
        String body(String model, boolean stream, List<String> turns) {
            return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"max_tokens\":4000,"
                    + "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"messages\":" + turns + "}";
        }

        @Override
        String asked(String text) {
            return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
        }

        @Override
        String answered(String by) {
            return "{\"role\":\"assistant\",\"content\":" + content(by) + "}";
        }

        @Override
        String whole(String by) {
            return message(content(by), "\"end_turn\"");
        }

        @Override
        String events(String by) {
            return event("message_start", "\"message\":" + message("[]", "null"))
                    + event(
                            "content_block_start",
                            "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}")
                    + event(
                            "content_block_delta",
                            "\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}")
                    + event(
                            "content_block_delta",
                            "\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"" + sign(by) + "\"}")
                    + event("content_block_stop", "\"index\":0")
                    + event("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                    + event("content_block_delta", "\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"hello\"}")
                    + event("content_block_stop", "\"index\":1")
                    + event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}")
                    + event("message_stop", "\"pointsman\":null");
        }

        private String content(String by) {
            return "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"" + sign(by)
                    + "\"},{\"type\":\"text\",\"text\":\"hello\"}]";
        }

        private String message(String content, String stop) {
            return "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":" + content
                    + ",\"stop_reason\":" + stop + ",\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
        }

        private String event(String type, String members) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
        }
    },

    GEMINI {
        @Override
        Policy add(Policy policy, String name, URI url) {
            return policy.gemini(name, url, "m-" + name);
        }

        @Override
        String path(String model, boolean stream) {
            return "/v1beta/models/" + model + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
        }

        @Override
        String body(String model, boolean stream, List<String> turns) {
            return "{\"contents\":" + turns + "}";
        }

        @Override
        String asked(String text) {
            return "{\"role\":\"user\",\"parts\":[{\"text\":\"" + text + "\"}]}";
        }

        @Override
        String answered(String by) {
            return "{\"role\":\"model\",\"parts\":[{\"text\":\"hello\",\"thoughtSignature\":\"" + sign(by) + "\"}]}";
        }

        @Override
        String whole(String by) {
            return "{\"candidates\":[{\"index\":0,\"content\":" + answered(by) + ",\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"totalTokenCount\":5}}";
        }

        @Override
        String events(String by) {
            return "data: " + whole(by) + "\r\n\r\n";
        }
    };

    private static final String MESSAGE =
            "{\"id\":\"msg\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\","
                    + "\"content\":[{\"type\":\"output_text\",\"text\":\"hello\",\"annotations\":[]}]}";

    /** Adds a vendor that speaks it. */
    abstract Policy add(Policy policy, String name, URI url);

    /** Where a client asks for a model. */
    abstract String path(String model, boolean stream);

    abstract String body(String model, boolean stream, List<String> turns);

    abstract String asked(String text);

    /** A vendor's turn as a client sends it back. */
    abstract String answered(String by);

    abstract String whole(String by);

    abstract String events(String by);

    /** What a vendor knows its reasoning by. */
    static String sign(String by) {
        byte[] bytes = ("reasoning-of-" + by).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Answers, but to reasoning of this other vendor. */
    Script thinks(String by, String other) {
        return (asked, line) -> {
            if (asked.text().contains(sign(other))) {
                line.whole(400, Script.JSON, "{\"error\":{\"message\":\"Reasoning could not be verified.\"}}");
            } else if (streams(asked)) {
                line.head(200, Script.EVENTS).chunk(events(by)).end();
            } else {
                line.whole(200, Script.JSON, whole(by));
            }
        };
    }

    private static boolean streams(Asked asked) {
        return asked.streaming() || asked.path().contains("streamGenerateContent");
    }
}
