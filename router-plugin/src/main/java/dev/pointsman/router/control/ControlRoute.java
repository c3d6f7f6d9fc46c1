package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import java.util.Optional;
import java.util.function.Function;

/**
 * One question that operators can ask.
 *
 * @param path below {@code /admin/v1}; its last segment may be {@code {id}}
 */
record ControlRoute(String method, String path, Answer answer) {

    private static final String ID = "{id}";

    /** Answers a question. */
    interface Answer {

        /** @param id what the path has in the place of {@code {id}}; empty where it has none */
        ModelResponse to(ControlRequest request, String id);
    }

    /** A question that one JSON document answers. */
    static ControlRoute json(String method, String path, Function<ControlRequest, Payload> answer) {
        return new ControlRoute(method, path, (request, id) -> new JsonResponse(answer.apply(request)));
    }

    /** What a path has in the place of {@code {id}}, or an empty text; nothing when it is another path. */
    Optional<String> match(String asked) {
        if (!path.endsWith(ID)) {
            return asked.equals(path) ? Optional.of("") : Optional.empty();
        }
        String before = path.substring(0, path.length() - ID.length());
        return asked.startsWith(before) && asked.length() > before.length()
                ? Optional.of(asked.substring(before.length()))
                : Optional.empty();
    }
}
