package dev.pointsman.it.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.Line;
import dev.pointsman.it.harness.Script;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A vendor that uses all of the output it may, bills by its own count and keeps that count: 1 USD per million tokens of input, 2
 * per million of output. It bills when it begins, whether or not anybody waits for the end.
 */
final class CountingVendor implements Script {

    private static final int BYTES_PER_TOKEN = 4;

    private final AtomicLong billed = new AtomicLong();
    private final AtomicInteger answers = new AtomicInteger();

    /** Millionths of a USD. */
    long billed() {
        return billed.get();
    }

    int answers() {
        return answers.get();
    }

    @Override
    public void play(Asked request, Line line) throws IOException {
        JsonNode body = request.json();
        int output = body.path("max_tokens").asInt(100_000);
        int input = request.text().length() / BYTES_PER_TOKEN;
        billed.addAndGet(input + 2L * output);
        answers.incrementAndGet();
        line.whole(200, Script.JSON, """
            {"id":"c","object":"chat.completion","created":1790000000,"model":"gpt-counted","choices":[{"index":0,\
            "message":{"role":"assistant","content":"three rivers"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}\
            """.formatted(input, output, input + output));
    }
}
