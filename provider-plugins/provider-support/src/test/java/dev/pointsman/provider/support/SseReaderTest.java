package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SseReaderTest {

    @Test
    void joinsDataLinesAndTakesTheEventName() throws IOException {
        assertThat(frames("event: delta\ndata: a\ndata: b\n\n")).containsExactly(frame("delta", "a\nb"));
    }

    @Test
    void takesDataWithAndWithoutTheSpaceAndKeepsFurtherSpaces() throws IOException {
        assertThat(frames("data:a\n\ndata: b\n\ndata:  c\n\n"))
                .containsExactly(frame("", "a"), frame("", "b"), frame("", " c"));
    }

    @Test
    void leavesOutCommentsAndFieldsItDoesNotKnow() throws IOException {
        assertThat(frames(": ping\n\nid: 1\nretry: 5\nodd\ndata: a\n: more\n\n"))
                .containsExactly(frame("", "a"));
    }

    @Test
    void endsLinesAtEachKindOfLineEnd() throws IOException {
        assertThat(frames("data: a\r\rdata: b\r\n\r\ndata: c\n\n"))
                .containsExactly(frame("", "a"), frame("", "b"), frame("", "c"));
    }

    @Test
    void skipsAByteOrderMarkAtTheStart() throws IOException {
        assertThat(frames("\uFEFFdata: a\n\n")).containsExactly(frame("", "a"));
    }

    @Test
    void forgetsTheNameOfAnEventWithoutData() throws IOException {
        assertThat(frames("event: ping\n\ndata: a\n\n")).containsExactly(frame("", "a"));
    }

    @Test
    void handsOutALastEventWithoutItsBlankLine() throws IOException {
        assertThat(frames("data: [DONE]")).containsExactly(frame("", "[DONE]"));
    }

    @Test
    void passesBytesThatAreNoUtf8AndNulsUntouched() throws IOException {
        byte[] bytes = {'d', 'a', 't', 'a', ':', (byte) 0xC3, 0, (byte) 0xFF, '\n', '\n'};

        Optional<Frame> frame = new SseReader(new ByteArrayInputStream(bytes)).next();

        assertThat(frame.orElseThrow().payload().array()).containsExactly(0xC3, 0, 0xFF);
    }

    @Test
    void refusesALineOfTenMegabytesWithoutKeepingIt() {
        InputStream endless = new EndlessStream("data: ", 'x', 10 << 20);

        assertThatThrownBy(() -> new SseReader(endless).next())
                .isInstanceOf(FramingException.class)
                .hasMessageContaining("1048576");
        assertThat(((EndlessStream) endless).handedOut()).isLessThan(2 << 20);
    }

    @Test
    void refusesAnEventOfManyLinesBeyondFourMegabytes() {
        String line = "data: " + "x".repeat(1000) + "\n";

        assertThatThrownBy(() -> frames(line.repeat(5000)))
                .isInstanceOf(FramingException.class)
                .hasMessageContaining("4194304");
    }

    @Property(tries = 300)
    void readsTheSameFramesHoweverTheNetworkCutsThem(
            @ForAll("events") @Size(max = 8) List<Frame> events,
            @ForAll("lineEnds") String lineEnd,
            @ForAll @IntRange(min = 1, max = 9) int piece)
            throws IOException {
        StringBuilder wire = new StringBuilder();
        for (Frame event : events) {
            wire.append(event.name().isEmpty() ? "" : "event: " + event.name() + lineEnd);
            for (String line : event.payload().utf8().split("\n", -1)) {
                wire.append("data: ").append(line).append(lineEnd);
            }
            wire.append(": comment").append(lineEnd).append(lineEnd);
        }

        List<Frame> read = read(new PieceStream(wire.toString().getBytes(StandardCharsets.UTF_8), piece));

        assertThat(read).isEqualTo(events);
    }

    @Provide
    Arbitrary<List<Frame>> events() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("abü€😀 {}\":,\n")
                .ofMinLength(1)
                .ofMaxLength(40);
        Arbitrary<String> name = Arbitraries.of("", "message_start", "ping");
        return net.jqwik.api.Combinators.combine(name, text)
                .as(SseReaderTest::frame)
                .list();
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r", "\r\n");
    }

    private static Frame frame(String name, String data) {
        return new Frame(name, Payload.ofUtf8(data));
    }

    private static List<Frame> frames(String wire) throws IOException {
        return read(new ByteArrayInputStream(wire.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Frame> read(InputStream in) throws IOException {
        SseReader reader = new SseReader(in);
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }
}
