package dev.pointsman.benchmarks;

import dev.pointsman.api.exchange.Payload;

/** Chat requests made up in the shape that agents send: a long system prompt, some tools, a short question. */
final class Bodies {

    private static final String SENTENCE =
            "Keep answers short, name the file you changed and quote no more than needed. ";
    private static final String TOOL =
            "{\"type\":\"function\",\"function\":{\"name\":\"tool_%d\",\"description\":\"Reads or changes"
                    + " one thing; says what it did.\",\"parameters\":{\"type\":\"object\",\"required\":[\"path\"],\"properties\":{\"path\":"
                    + "{\"type\":\"string\",\"description\":\"Relative to the workspace.\"},\"limit\":{\"type\":\"integer\",\"minimum\":1},"
                    + "\"mode\":{\"type\":\"string\",\"enum\":[\"read\",\"write\",\"append\"]}}}}}";
    private static final int SMALL = 10_000;
    private static final int MANY_TOOLS = 30;
    private static final int FEW_TOOLS = 1;

    private Bodies() {}

    /** A body of at least so many bytes, and at most one sentence more. */
    static Payload chat(int bytes) {
        StringBuilder tools = new StringBuilder();
        for (int i = 0; i < (bytes < SMALL ? FEW_TOOLS : MANY_TOOLS); i++) {
            tools.append(i == 0 ? "" : ",").append(TOOL.formatted(i));
        }
        String end =
                "\"},{\"role\":\"user\",\"content\":\"What changed since yesterday?\"}],\"stream\":true,\"tools\":["
                        + tools + "],\"tool_choice\":\"auto\",\"max_completion_tokens\":8192}";
        StringBuilder body = new StringBuilder("{\"model\":\"auto\",\"messages\":[{\"role\":\"system\",\"content\":\"");
        while (body.length() + end.length() < bytes) {
            body.append(SENTENCE);
        }
        return Payload.ofUtf8(body.append(end).toString());
    }
}
