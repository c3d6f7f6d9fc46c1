package dev.pointsman.benchmarks;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.ModelTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event of a chat completion's stream costs, passed through and translated for other clients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StreamBenchmark {

    private static final int EVENTS = 200;
    private static final ModelTarget TARGET = ModelTarget.of("openai", "gpt-5-mini");

    /** The client's dialect; the vendor's is OpenAI chat. */
    @Param({"openai-chat", "anthropic-messages", "openai-responses"})
    public String client = "openai-chat";

    private final Dialects dialects = Dialects.standard();
    private final List<Frame> events = new ArrayList<>();
    private ModelRequest request = ModelRequest.of("auto", Dialect.OPENAI_CHAT, true, Payload.empty());

    @Setup
    public void makeEvents() {
        request = ModelRequest.of("auto", new Dialect(client), true, Payload.ofUtf8(body()));
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (int i = 0; i < EVENTS - 3; i++) {
            events.add(chunk("{\"content\":\" a few words\"}", "null"));
        }
        events.add(chunk("{}", "\"stop\""));
        events.add(Frame.ofUtf8("[DONE]"));
    }

    /** Divided by the number of events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int event() {
        AnswerReader reader = dialects.prepare(request, new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT)), TARGET)
                .answer();
        Queue<Frame> frames = new ArrayDeque<>();
        int written = 0;
        for (Frame event : events) {
            reader.read(event, frames);
            written += frames.size();
            frames.clear();
        }
        reader.end(frames);
        return written + frames.size();
    }

    private String body() {
        return switch (client) {
            case "openai-responses" -> "{\"model\":\"auto\",\"stream\":true,\"input\":\"hi\"}";
            case "anthropic-messages" ->
                "{\"model\":\"auto\",\"stream\":true,\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
            default -> "{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        };
    }

    private static Frame chunk(String delta, String finish) {
        return Frame.ofUtf8(
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-5-mini\","
                        + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}");
    }
}
