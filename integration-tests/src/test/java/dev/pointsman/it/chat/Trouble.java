package dev.pointsman.it.chat;

import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Script;
import java.util.Locale;

/** What a vendor can do instead of answering, before the first content: whole or streamed, as the request asks. */
enum Trouble {
    RATE_LIMITED((asked, line) -> line.whole(
            429, Script.JSON, ChatVendor.error("Rate limit reached.", "rate_limit_error"), "retry-after: 30")),
    SERVER_ERROR(Script.json(500, ChatVendor.error("The server had an error.", "server_error"))),
    UNAVAILABLE((asked, line) -> line.whole(503, "text/html", "<html><body>503 Service Unavailable</body></html>")),
    OVERLOADED(Script.json(
            529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")),
    BAD_CREDENTIAL(Script.json(401, ChatVendor.error("Incorrect API key provided.", "invalid_request_error"))),
    UNKNOWN_MODEL(Script.json(404, ChatVendor.error("The model does not exist.", "invalid_request_error"))),
    RESET(Script.reset()),
    SILENCE(Script.silence()),
    SILENCE_AFTER_THE_HEAD((asked, line) -> line.head(200, type(asked)).untilGone()),
    SILENCE_AFTER_THE_ROLE((asked, line) -> line.head(200, type(asked))
            .chunk(asked.streaming() ? ChatVendor.role(asked.json()) : "{\"id\":\"chatcmpl-1\",")
            .untilGone()),
    NO_BODY((asked, line) -> line.head(200, type(asked)).end()),
    EMPTY_ANSWER((asked, line) -> line.head(200, type(asked))
            .chunk(
                    asked.streaming()
                            ? ChatVendor.role(asked.json()) + finish() + ChatVendor.DONE
                            : ChatVendor.completion(asked.json(), ""))
            .end()),
    HALF_JSON((asked, line) -> line.head(200, type(asked))
            .chunk(
                    asked.streaming()
                            ? "data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"ind\n\n"
                            : ChatVendor.completion(asked.json(), "hello").substring(0, 90))
            .end()),
    CUT_IN_THE_FIRST_FRAME((asked, line) -> {
        line.head(200, type(asked))
                .chunk(
                        asked.streaming()
                                ? ChatVendor.begun(asked.json(), "hello").substring(0, 230)
                                : ChatVendor.completion(asked.json(), "hello").substring(0, 90));
        line.reset();
    }),
    HTML((asked, line) -> line.whole(200, "text/html", "<html><body>Sign in to the hotel's network.</body></html>")),
    ERROR_INSIDE_200((asked, line) -> line.head(200, type(asked))
            .chunk(
                    asked.streaming()
                            ? "data: " + ChatVendor.error("Overloaded", "server_error") + "\n\n"
                            : ChatVendor.error("Overloaded", "server_error"))
            .end());

    private final Script script;

    Trouble(Script script) {
        this.script = script;
    }

    Script script() {
        return script;
    }

    /** A provider of its own for each and for each way of asking, since trouble closes providers. */
    String provider(boolean stream) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + (stream ? "-streamed" : "-whole");
    }

    private static String type(Asked asked) {
        return asked.streaming() ? Script.EVENTS : Script.JSON;
    }

    private static String finish() {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    }
}
