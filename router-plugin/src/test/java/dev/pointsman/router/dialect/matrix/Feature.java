package dev.pointsman.router.dialect.matrix;

/** A column of the matrix: what a conversation makes use of. */
enum Feature {
    TEXT("text", "a system prompt, a question, a limit and a temperature; an answer in text, with usage"),
    TOOLS("tools", "a tool with a schema on offer; an answer that calls it"),
    PARALLEL("parallel tools", "two tools on offer; an answer that calls both"),
    RESULT("tool result", "a call and its result in the conversation; an answer in text"),
    REASONING(
            "reasoning",
            "the client asks for reasoning; the answer has it, signed where the vendor signs; the client sends both back"),
    FAILED_RESULT("failed tool", "the same, where the result is marked as that of a tool that failed"),
    SETTINGS(
            "settings",
            "what the dialect has beside limit and temperature: nucleus, stop texts, seed, penalties, whom the client serves"),
    IMAGES("images", "a picture, as bytes, in the question"),
    LINKED("linked image", "a picture that lies behind a URL"),
    SCHEMA("schema", "the answer must keep to a JSON schema"),
    CACHED(
            "cached usage",
            "part of the prompt is marked for a cache where the dialect has a mark; usage tells of hits and writes"),
    REFUSAL("refusal", "the vendor declines to answer"),
    ERROR("error", "the vendor fails in the place of an answer, or in the middle of a stream");

    private final String title;
    private final String meaning;

    Feature(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
