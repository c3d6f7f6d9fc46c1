package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherFramingTest {

    @Test
    void ndjsonGivesAFramePerLineAndLeavesOutBlankOnes() throws IOException {
        assertThat(frames(Framing.NDJSON, "{\"a\":1}\r\n\n  \n{\"b\":\"\\r\"}"))
                .extracting(frame -> frame.payload().utf8())
                .containsExactly("{\"a\":1}", "{\"b\":\"\\r\"}");
    }

    @Test
    void aWholeBodyIsOneFrame() throws IOException {
        assertThat(frames(Framing.WHOLE, "{\n \"a\": 1.0\n}\n"))
                .extracting(frame -> frame.payload().utf8())
                .containsExactly("{\n \"a\": 1.0\n}\n");
    }

    @Test
    void anEmptyBodyIsNoFrame() throws IOException {
        assertThat(frames(Framing.WHOLE, "")).isEmpty();
    }

    @Test
    void aBodyBeyondItsLimitIsRefused() {
        assertThatThrownBy(() -> Framing.WHOLE
                        .open(new EndlessStream("", 'x', WholeReader.LIMIT + 2))
                        .next())
                .isInstanceOf(FramingException.class);
    }

    private static List<Frame> frames(Framing framing, String body) throws IOException {
        FrameReader reader = framing.open(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }
}
