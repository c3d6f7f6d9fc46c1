package dev.pointsman.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.RequestFacts;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Same dialect in and out: what the router does to a request's bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpliceBenchmark {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ModelTarget TARGET = ModelTarget.of("openai", "gpt-5-mini");
    private static final SequencedSet<Dialect> ACCEPTED = new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));

    /** In bytes: a plain question, and an agent's first turn. */
    @Param({"1600", "47000", "59000"})
    public int bytes;

    private final Dialects dialects = Dialects.standard();
    private Payload body = Payload.empty();
    private ModelRequest request = ModelRequest.of("auto", Dialect.OPENAI_CHAT, true, Payload.empty());

    @Setup
    public void makeBody() {
        body = Bodies.chat(bytes);
        request = ModelRequest.of("auto", Dialect.OPENAI_CHAT, true, body);
    }

    /** The floor: a streaming parser that walks the body and does nothing with it. */
    @Benchmark
    public int scan() throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(body.array())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** The model's name alone. */
    @Benchmark
    public Payload model() {
        return PayloadEditor.of(body).set("model", "gpt-5-mini").result();
    }

    /** All edits of one attempt. */
    @Benchmark
    public OutgoingCall attempt() {
        return dialects.prepare(request, ACCEPTED, TARGET);
    }

    /** What a decision needs to know of the body; once a request. */
    @Benchmark
    public RequestFacts facts() {
        return dialects.facts(request);
    }
}
