package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;

/** Bytes allocated tell what a clock on a busy machine cannot. */
class SpliceCostTest {

    private static final SequencedSet<Dialect> CHAT = new LinkedHashSet<>(List.of(Dialect.OPENAI_CHAT));
    private static final ModelTarget TARGET = ModelTarget.of("vendor", "some-model");

    private final Dialects dialects = Dialects.standard();

    /** Of the size that an agent sends: a long system prompt, tools, a short conversation. */
    private static ModelRequest agentRequest() {
        StringBuilder body = new StringBuilder("{\"model\":\"auto\",\"messages\":[{\"role\":\"system\",\"content\":\"");
        while (body.length() < 31_000) {
            body.append("Be helpful, be brief. ");
        }
        body.append("\"}");
        for (int i = 0; i < 20; i++) {
            body.append(",{\"role\":\"user\",\"content\":\"What is ").append(i).append(" times two?\"}");
        }
        body.append("],\"stream\":true,\"tools\":[");
        for (int i = 0; body.length() < 59_000; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"function\",\"function\":{\"name\":\"tool")
                    .append(i);
            body.append("\",\"description\":\"Does a thing\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}");
        }
        return ModelRequest.of(
                "auto",
                Dialect.OPENAI_CHAT,
                true,
                Payload.ofUtf8(body.append("]}").toString()));
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 200; i++) {
            work.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 100;
    }

    @Test
    void aSpliceAllocatesLittleMoreThanItsResult() {
        ModelRequest request = agentRequest();

        long bytes = allocated(() -> dialects.prepare(request, CHAT, TARGET));

        System.out.println("splice of " + request.payload().size() + " bytes allocates " + bytes);
        assertThat(bytes).isLessThan(request.payload().size() + 12_000L);
    }

    @Test
    void readingTheFactsAllocatesFarLessThanATree() {
        ModelRequest request = agentRequest();

        long bytes = allocated(() -> dialects.facts(request));

        System.out.println("facts of " + request.payload().size() + " bytes allocate " + bytes);
        assertThat(bytes).isLessThan(4L * request.payload().size());
    }

    @Test
    void aFrameOfAStreamAllocatesLittle() {
        AnswerReader reader = dialects.prepare(agentRequest(), CHAT, TARGET).answer();
        Frame frame = Frame.ofUtf8(
                "{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word\"},\"finish_reason\":null}],\"usage\":null}");
        Queue<Frame> out = new ArrayDeque<>();

        long bytes = allocated(() -> {
            reader.read(frame, out);
            out.clear();
        });
        long begun = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            reader.read(frame, out);
            out.clear();
        }
        System.out.println(
                "a frame allocates " + bytes + " bytes and takes " + (System.nanoTime() - begun) / 100_000 + " ns");

        assertThat(bytes).isLessThan(2_500);
    }
}
