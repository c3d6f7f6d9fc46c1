package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class AnswerSplitPropertyTest {

    private final Dialects dialects = Dialects.standard();

    /** However a vendor cuts its text into deltas, empty ones among them, it commits once and counts every character. */
    @Property
    void commitsOnceAndCountsAllHoweverTheTextIsSplit(
            @ForAll @NotEmpty List<@StringLength(max = 5) @CharRange(from = 'a', to = 'z') String> deltas) {
        AnswerReader reader = dialects.prepare(
                        ModelRequest.of(
                                "auto",
                                Dialect.OPENAI_CHAT,
                                true,
                                Payload.ofUtf8("{\"stream_options\":{\"include_usage\":true}}")),
                        new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT)),
                        ModelTarget.of("vendor", "m"))
                .answer();
        List<Frame> frames = new ArrayList<>();
        for (String delta : deltas) {
            frames.add(Frame.ofUtf8("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + delta + "\"}}]}"));
        }
        frames.add(Frame.ofUtf8("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}"));
        Queue<Frame> out = new ArrayDeque<>();

        List<FrameKind> kinds =
                frames.stream().map(frame -> reader.read(frame, out)).toList();
        reader.end(out);

        assertThat(kinds).containsOnlyOnce(FrameKind.CONTENT);
        assertThat(kinds.subList(kinds.indexOf(FrameKind.CONTENT) + 1, kinds.size()))
                .allMatch(FrameKind.FOLLOWING::equals);
        assertThat(reader.contentCharacters()).isEqualTo(String.join("", deltas).length());
        assertThat(new ArrayList<>(out)).isEqualTo(frames);
    }
}
