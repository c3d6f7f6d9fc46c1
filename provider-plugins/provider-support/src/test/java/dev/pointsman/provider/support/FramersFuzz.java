package dev.pointsman.provider.support;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies by a fuzzer that watches the framings; the seeds are those that {@link HostileBodiesTest} replays in every build. */
class FramersFuzz {

    private static final String SEEDS = "dev.pointsman.provider.support.HostileBodiesTest#";

    @MethodSource(SEEDS + "texts")
    @FuzzTest(maxDuration = "2m")
    void serverSentEvents(byte[] body) throws IOException {
        HostileBodiesTest.frames(Framing.SSE, body);
    }

    @MethodSource(SEEDS + "texts")
    @FuzzTest(maxDuration = "2m")
    void linesOfJson(byte[] body) throws IOException {
        HostileBodiesTest.frames(Framing.NDJSON, body);
    }

    @MethodSource(SEEDS + "headers")
    @FuzzTest(maxDuration = "2m")
    void eventStreams(byte[] body) throws IOException {
        HostileBodiesTest.frames(Framing.AWS_EVENT_STREAM, body);
    }

    @MethodSource(SEEDS + "headers")
    @FuzzTest(maxDuration = "2m")
    void headersOfEventStreams(byte[] headers) throws IOException {
        HostileBodiesTest.frames(Framing.AWS_EVENT_STREAM, HostileBodiesTest.message(headers));
    }
}
