package dev.pointsman.edge;

/** {@code {"error": "…"}}, as Ollama's API reference has it; within a stream, a line of its own. */
final class OllamaErrorBody implements ErrorBody {

    @Override
    public byte[] body(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeStringField("error", message(problem));
            // Not in the reference; its clients ignore them, and people read them.
            json.writeStringField("code", problem.code());
            if (problem.resetsAt() != null) {
                json.writeStringField("resets_at", problem.resetsAt().toString());
            }
        });
    }

    private static String message(Problem problem) {
        // Clients compact their history when they find these words, whatever the rest says.
        return problem.kind() == Problem.Kind.CONTEXT_TOO_LONG
                ? "the input length exceeds the context length. " + problem.message()
                : problem.message();
    }
}
