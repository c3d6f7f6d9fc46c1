package dev.pointsman.router.dialect.hostile;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Trees, cuts and orders that nobody thought of; each run has other ones, and a failure names its seed. */
class HostilePropertyTest {

    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void treesOfTheDialectsOwnNamesAreReadOrRefusedAsRequests(@ForAll long seed) {
        Random random = new Random(seed);
        for (Dialect dialect : Reading.dialects()) {
            Samples samples = Samples.of(dialect);
            RandomTree tree = new RandomTree(samples, random);
            Reading.request(dialect, random.nextBoolean(), utf8(tree.object()));
            Reading.request(dialect, random.nextBoolean(), utf8(tree.within(pick(samples.requests(), random))));
        }
    }

    @Property(tries = TRIES)
    void streamsOfSuchTreesAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int length) {
        Random random = new Random(seed);
        for (Dialect dialect : Reading.dialects()) {
            Samples samples = Samples.of(dialect);
            RandomTree tree = new RandomTree(samples, random);
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                String json = random.nextInt(4) == 0 ? tree.object() : tree.within(pick(samples.frames(), random));
                frames.add(new Frame(pick(Samples.EVENT_NAMES, random), Payload.ofUtf8(json)));
            }
            Reading.answer(dialect, true, frames);
            Reading.answer(dialect, false, List.of(Frame.ofUtf8(tree.within(pick(samples.wholes(), random)))));
        }
    }

    /** A framing that loses its place cuts events anywhere, within characters too. */
    @Property(tries = TRIES)
    void eventsCutAnywhereAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        for (Dialect dialect : Reading.dialects()) {
            Samples samples = Samples.of(dialect);
            RandomTree tree = new RandomTree(samples, random);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                text.append(tree.within(pick(samples.frames(), random))).append("äß漢😀");
            }
            Reading.answer(dialect, true, cut(utf8(text.toString()), random));
        }
    }

    private static List<Frame> cut(byte[] bytes, Random random) {
        List<Frame> frames = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(bytes.length));
            frames.add(Frame.of(Payload.of(Arrays.copyOfRange(bytes, from, to))));
            from = to;
        }
        return frames;
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
