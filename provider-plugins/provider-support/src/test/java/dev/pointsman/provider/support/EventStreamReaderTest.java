package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class EventStreamReaderTest {

    /** The example of AWS's event stream specification: no headers, no payload. */
    private static final byte[] EMPTY = HexFormat.of().parseHex("000000100000000005c248eb7d98c8ff");

    @Test
    void readsTheSpecificationsEmptyMessage() throws IOException {
        EventStreamReader reader = new EventStreamReader(new ByteArrayInputStream(EMPTY));

        assertThat(reader.next()).contains(Frame.ofUtf8(""));
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void namesAFrameByItsEvent() throws IOException {
        byte[] message = message(text(":message-type", "event") + text(":event-type", "messageStop"), "{\"a\": 1}");

        Frame frame = read(message);

        assertThat(frame.name()).isEqualTo("messageStop");
        assertThat(frame.payload().utf8()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void namesAFrameByItsException() throws IOException {
        String headers = text(":exception-type", "throttlingException") + text(":message-type", "exception");

        assertThat(read(message(headers, "{}")).name()).isEqualTo("throttlingException");
    }

    @Test
    void putsTheWordsOfAnErrorIntoJson() throws IOException {
        String headers = text(":message-type", "error")
                + text(":error-code", "InternalFailure")
                + text(":error-message", "a \"b\"");

        Frame frame = read(message(headers, ""));

        assertThat(frame.name()).isEqualTo("error");
        assertThat(frame.payload().utf8()).isEqualTo("{\"type\":\"InternalFailure\",\"message\":\"a \\\"b\\\"\"}");
    }

    @Test
    void passesOverHeadersOfEveryOtherType() throws IOException {
        String headers = "\u0001a\u0000\u0001b\u0001\u0001c\u0002x\u0001d\u0003xx\u0001e\u0004xxxx\u0001f\u0005xxxxxxxx"
                + "\u0001g\u0006\u0000\u0003xxx\u0001h\u0008xxxxxxxx\u0001i\u0009xxxxxxxxxxxxxxxx"
                + text(":event-type", "metadata");

        assertThat(read(message(headers, "{}")).name()).isEqualTo("metadata");
    }

    @Test
    void noticesEveryChangedByte() {
        byte[] message = message(text(":event-type", "messageStop"), "{\"stopReason\":\"end_turn\"}");
        for (int i = 0; i < message.length; i++) {
            byte[] changed = message.clone();
            changed[i] ^= 0x40;

            assertThatThrownBy(() -> read(changed)).isInstanceOf(FramingException.class);
        }
    }

    @Test
    void noticesEveryCut() {
        byte[] message = message(text(":event-type", "messageStop"), "{}");
        for (int length = 1; length < message.length; length++) {
            InputStream cut = new ByteArrayInputStream(message, 0, length);

            assertThatThrownBy(() -> new EventStreamReader(cut).next())
                    .isInstanceOf(FramingException.class)
                    .hasMessageContaining("ended within");
        }
    }

    @Test
    void takesNoMemoryForAMessageThatIsTooLong() {
        byte[] prelude = prelude(EventStreamReader.MESSAGE_LIMIT + 1, 0);

        assertThatThrownBy(() -> read(prelude))
                .isInstanceOf(FramingException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void believesNoHeadersThatGoBeyondTheirMessage() {
        assertThatThrownBy(() -> read(prelude(16, 1))).isInstanceOf(FramingException.class);
        assertThatThrownBy(() -> read(prelude(16, -1))).isInstanceOf(FramingException.class);
        assertThatThrownBy(() -> read(message("\u0005a", "{}"))).isInstanceOf(FramingException.class);
    }

    @Test
    void saysNothingButItsOwnFailureToAnyBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] headers = new byte[random.nextInt(40)];
            random.nextBytes(headers);
            byte[] message = message(new String(headers, StandardCharsets.ISO_8859_1), "{}");

            try {
                assertThat(read(message)).isNotNull();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FramingException.class);
            }
        }
    }

    private static Frame read(byte[] bytes) throws IOException {
        Optional<Frame> frame = new EventStreamReader(new ByteArrayInputStream(bytes)).next();
        return frame.orElseThrow();
    }

    /** A header of a text, as Latin-1 of its bytes. */
    private static String text(String name, String value) {
        return (char) name.length() + name + "\u0007" + (char) (value.length() >> 8) + (char) value.length() + value;
    }

    private static byte[] message(String headers, String payload) {
        byte[] head = headers.getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(prelude(16 + head.length + body.length, head.length));
        message.writeBytes(head);
        message.writeBytes(body);
        return checksummed(message.toByteArray());
    }

    private static byte[] prelude(int total, int headers) {
        return checksummed(ByteBuffer.allocate(8).putInt(total).putInt(headers).array());
    }

    private static byte[] checksummed(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return ByteBuffer.allocate(bytes.length + 4)
                .put(bytes)
                .putInt((int) crc.getValue())
                .array();
    }
}
