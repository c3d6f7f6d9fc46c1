package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From one dialect to another everything that a stream says is represented in the client's stream, or listed as a loss with its
 * path. That text, reasoning, calls and counts are the same ones is {@link CrossLawTest}'s.
 */
class StreamAccountingLawTest {

    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    static Stream<Arguments> streams() {
        return CrossLawTest.streams().filter(pair -> pair.get()[0] instanceof Spoke && pair.get()[1] instanceof Spoke);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void everyMemberOfAStreamIsAccountedFor(VendorSpoke vendor, ClientSpoke client, RecordedExchange exchange) {
        Queue<Frame> frames = new ArrayDeque<>();
        TranslatedStream stream = new TranslatedStream(vendor, client, Spokes.terms());
        exchange.frames().forEach(frame -> stream.read(frame, frames));
        stream.end(frames);

        List<StreamLeaves.Leaf> said = StreamLeaves.of(vendor.dialect(), exchange.frames());
        JsonNode got = Reassembled.of(client.dialect(), List.copyOf(frames));
        List<TranslationLoss> losses = stream.losses().stream()
                .map(StreamAccountingLawTest::asOfAWhole)
                .toList();
        AccountingLaw.Result result = new AccountingLaw(Mappings.answers(vendor, client)).check(said, got, losses);

        assertThat(result.unaccounted()).isEmpty();
        count(vendor.dialect() + " → " + client.dialect() + " streams", result);
    }

    /** Where a stream's events have it, a whole answer's message has it. */
    private static TranslationLoss asOfAWhole(TranslationLoss loss) {
        String path = loss.path()
                .replaceFirst("^(\\$\\.choices\\[\\d+])\\.delta", "$1.message")
                .replaceFirst("^\\$\\.x_groq\\.usage(?!_)", "\\$.usage")
                .replaceFirst("^\\$\\.(message|delta)\\.", "\\$.");
        return new TranslationLoss(path, loss.reason());
    }

    @AfterAll
    static void printCounts() {
        COUNTS.forEach((what, count) -> System.out.println("Accounting law: " + count + " " + what));
    }

    private static void count(String what, AccountingLaw.Result result) {
        COUNTS.merge(what, 1, Integer::sum);
        COUNTS.merge(what + ": members lost and listed", result.lost(), Integer::sum);
        COUNTS.merge(what + ": members mapped", result.mapped(), Integer::sum);
        COUNTS.merge(what + ": members found by value", result.byValue(), Integer::sum);
    }
}
