package dev.pointsman.router.dialect.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own corpus, put into every place of every dialect's requests and answers. */
@Timeout(value = 40, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInputTest {

    private static final Map<String, String> VALUES = HostileValues.all();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Bytes that all readings of one input together, about fifteen, may take for each of its bytes, and whatever its size. The
     * dearest are lists of nothing, where two characters make a tree, a part and the path of a loss.
     */
    private static final long PER_BYTE = 2900;

    private static final long AT_ALL = 64 << 20;

    /** In characters. */
    private static final int LARGE = 64 << 10;

    static Stream<Dialect> dialects() {
        return Reading.dialects().stream();
    }

    static Stream<String> values() {
        return VALUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void requestsWithThisValueAnywhereAreReadOrRefused(String value) {
        for (Dialect dialect : Reading.dialects()) {
            for (String sample : enough(Samples.of(dialect).requests(), value)) {
                byte[] body = bytes(sample, value);
                bounded(dialect + " " + sample, body.length, () -> Reading.request(dialect, true, body));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void eventsWithThisValueAnywhereAreReadOrRefused(String value) {
        for (Dialect dialect : Reading.dialects()) {
            for (String sample : enough(Samples.of(dialect).frames(), value)) {
                byte[] event = bytes(sample, value);
                bounded(dialect + " " + sample, event.length, () -> Reading.answer(dialect, true, frames(event)));
            }
        }
    }

    /** A dialect whose events are named by their frames reads an unnamed one as nothing. */
    @ParameterizedTest
    @MethodSource("values")
    void namedEventsWithThisValueAnywhereAreReadOrRefused(String value) {
        for (String sample : Samples.of(Dialect.BEDROCK_CONVERSE).frames()) {
            byte[] event = bytes(sample, value);
            List<Frame> frames = List.of(new Frame(eventOf(sample), Payload.of(event)));
            bounded(sample, event.length, () -> Reading.answer(Dialect.BEDROCK_CONVERSE, true, frames));
        }
    }

    private static String eventOf(String sample) {
        if (sample.contains("start")) {
            return "contentBlockStart";
        }
        if (sample.contains("delta")) {
            return "contentBlockDelta";
        }
        return sample.contains("stopReason") ? "messageStop" : "metadata";
    }

    @ParameterizedTest
    @MethodSource("values")
    void wholeAnswersWithThisValueAnywhereAreReadOrRefused(String value) {
        for (Dialect dialect : Reading.dialects()) {
            for (String sample : enough(Samples.of(dialect).wholes(), value)) {
                byte[] answer = bytes(sample, value);
                bounded(dialect + " " + sample, answer.length, () -> Reading.answer(dialect, false, frames(answer)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void bytesThatAreNoJsonAreReadOrRefused(Dialect dialect) {
        HostileBytes.of(Samples.of(dialect).plain())
                .forEach((name, body) -> bounded(name, body.length, () -> Reading.request(dialect, false, body)));
        for (String sample : Samples.of(dialect).frames()) {
            HostileBytes.of(sample)
                    .forEach((name, event) ->
                            bounded(name, event.length, () -> Reading.answer(dialect, true, frames(event))));
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void textsAtTheLimitsAreReadOrRefused(Dialect dialect) {
        String sample = Samples.of(dialect).requests().getFirst();
        for (int length : List.of((8 << 20) - 1, (8 << 20) + 1, (16 << 20) + 1)) {
            byte[] body = sample.replace(Samples.SLOT, "\"" + "a".repeat(length) + "\"")
                    .getBytes(StandardCharsets.UTF_8);
            bounded(dialect + " " + length, body.length, () -> Reading.request(dialect, false, body));
        }
    }

    /** A large value costs a hundred times what a small one does, and finds what it finds in the first two. */
    private static List<String> enough(List<String> samples, String value) {
        return VALUES.get(value).length() < LARGE ? samples : samples.subList(0, Math.min(2, samples.size()));
    }

    /** In every slot, or in the first alone where it is so large that many would be beyond what is read at all. */
    private static byte[] bytes(String sample, String value) {
        String json = VALUES.get(value);
        String filled = json.length() < LARGE
                ? sample.replace(Samples.SLOT, json)
                : sample.replaceFirst(Samples.SLOT, json.replace("\\", "\\\\")).replace(Samples.SLOT, "null");
        return filled.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Frame> frames(byte[] bytes) {
        return List.of(Frame.of(Payload.of(bytes)));
    }

    private static void bounded(String what, long size, Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reading.run();
        } catch (Throwable wrong) {
            throw new AssertionError(what, wrong);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as(what).isLessThan(AT_ALL + PER_BYTE * size);
    }
}
