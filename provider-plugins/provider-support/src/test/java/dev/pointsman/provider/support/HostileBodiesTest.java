package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile bodies for each framing; a fuzzer goes on from these in the profile {@code fuzz}. */
class HostileBodiesTest {

    static Stream<byte[]> texts() {
        return Stream.of(
                        "event: a\ndata: {}\n\ndata: [DONE]\n\n",
                        ": comment\r\rdata\r\ndata:\r\n\r\n",
                        "\uFEFFdata: a\n\n\uFEFFdata: b",
                        "{\"done\":false}\n\n \t\r\n{\"done\":true}",
                        "\n\r\n\r\r",
                        "data: \u0000\n\u0000\n\n",
                        "event: " + "n".repeat(300) + "\ndata: a\n\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Headers of each type, cut ones and an unknown one among them. */
    static Stream<byte[]> headers() {
        return Stream.of(
                new byte[] {1, 'a', 0, 1, 'b', 1, 1, 'c', 2, 9, 1, 'd', 3, 0, 1},
                new byte[] {1, 'a', 4, 0, 0, 0, 1, 1, 'b', 6, 0, 1, 7, 1, 'c', 7, 0, 1, 'x'},
                new byte[] {1, 'a', 7, -1, -1, 'x'},
                new byte[] {-1, 'a'},
                new byte[] {1, 'a', 10},
                new byte[] {0, 5});
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsAreFramedOrRefused(byte[] body) throws IOException {
        frames(Framing.SSE, body);
        frames(Framing.NDJSON, body);
        frames(Framing.AWS_EVENT_STREAM, body);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void headersAreReadOrRefused(byte[] headers) throws IOException {
        frames(Framing.AWS_EVENT_STREAM, headers);
        frames(Framing.AWS_EVENT_STREAM, message(headers));
    }

    /** A message with the right checksums: nobody finds one by trying, and behind it lie the headers. */
    static byte[] message(byte[] headers) {
        ByteBuffer message = ByteBuffer.allocate(16 + headers.length);
        message.putInt(message.capacity()).putInt(headers.length);
        message.putInt(checksum(message)).put(headers);
        return message.putInt(checksum(message)).array();
    }

    private static int checksum(ByteBuffer written) {
        CRC32 checksum = new CRC32();
        checksum.update(written.array(), 0, written.position());
        return (int) checksum.getValue();
    }

    /** No frame can be without bytes of the body, so there are never more. Whatever else is thrown is the finding. */
    static void frames(Framing framing, byte[] body) throws IOException {
        FrameReader reader = framing.open(new ByteArrayInputStream(body));
        int count = 0;
        long size = 0;
        try {
            for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                count++;
                size += frame.get().payload().size();
                assertThat(count).isLessThanOrEqualTo(body.length);
            }
            assertThat(size).isLessThanOrEqualTo(body.length * 6L + 64);
        } catch (FramingException refused) {
            assertThat(refused).hasNoCause();
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
