package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A translated answer says what the vendor's answer said: text, tool calls, end, usage, model. */
class CrossLawTest {

    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    static Stream<Arguments> streams() {
        return pairs(
                (spoke, exchange) -> exchange.hasStream() && RoundTripLawTest.isComplete(spoke, exchange.frames()));
    }

    static Stream<Arguments> answers() {
        return pairs(
                (spoke, exchange) -> exchange.hasAnswer() && RoundTripLawTest.isAnswer(spoke, exchange.answerBody()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aTranslatedStreamSaysTheSame(VendorSpoke vendor, ClientSpoke client, RecordedExchange exchange) {
        Queue<Frame> frames = new ArrayDeque<>();
        TranslatedStream stream = new TranslatedStream(vendor, client, Spokes.terms());
        exchange.frames().forEach(frame -> stream.read(frame, frames));
        stream.end(frames);

        Assembled source = Assembled.of(vendor.dialect(), exchange.frames());
        Assembled translated = Assembled.of(client.dialect(), List.copyOf(frames));
        assertThat(translated).isEqualTo(expected(source, client));
        if (client.dialect().equals(Dialect.ANTHROPIC_MESSAGES)) {
            MessagesGrammar.check(List.copyOf(frames));
        }
        count("streams", vendor, client);
        if (!source.calls().isEmpty()) {
            count("streams with tool calls", vendor, client);
        }
        if (!source.reasoning().isEmpty()) {
            count("streams with reasoning", vendor, client);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aTranslatedAnswerSaysTheSame(VendorSpoke vendor, ClientSpoke client, RecordedExchange exchange) {
        Answer answer = vendor.answer(TreeJson.payload(exchange.answerBody()));
        var written = client.write(answer, Spokes.terms(), new Losses());

        Assembled translated = Assembled.ofWhole(client.dialect(), written);
        Assembled source = Assembled.ofWhole(vendor.dialect(), exchange.answerBody());
        assertThat(translated).isEqualTo(expected(source, client));
        count("answers", vendor, client);
        if (!source.calls().isEmpty()) {
            count("answers with tool calls", vendor, client);
        }
    }

    /** A dialect without cached counts tells none; an answer that names no model gets the name of the one asked for. */
    private static Assembled expected(Assembled source, ClientSpoke client) {
        Assembled named = source.model().isEmpty() ? source.withModel(Spokes.MODEL) : source;
        return client == Spokes.OLLAMA || client == Spokes.GENERATE ? named.withoutCached() : named;
    }

    /** A generate offers no tools, so no vendor answers it with calls alone. */
    private static boolean isText(VendorSpoke vendor, RecordedExchange exchange) {
        Assembled source = exchange.hasStream()
                ? Assembled.of(vendor.dialect(), exchange.frames())
                : Assembled.ofWhole(vendor.dialect(), exchange.answerBody());
        return source.calls().isEmpty();
    }

    @AfterAll
    static void printCounts() {
        COUNTS.forEach((what, count) -> System.out.println("Cross law: " + count + " " + what));
    }

    private static void count(String what, VendorSpoke vendor, ClientSpoke client) {
        COUNTS.merge(what + " " + vendor.dialect() + " → " + client.dialect(), 1, Integer::sum);
    }

    private static Stream<Arguments> pairs(BiPredicate<VendorSpoke, RecordedExchange> which) {
        return Spokes.VENDORS.stream()
                .flatMap(vendor -> RecordedExchange.of(vendor.dialect()).stream()
                        .filter(exchange -> which.test(vendor, exchange))
                        .flatMap(exchange -> Spokes.CLIENTS.stream()
                                .filter(client -> !client.dialect().equals(vendor.dialect()))
                                .filter(client -> client != Spokes.GENERATE || isText(vendor, exchange))
                                .map(client -> Arguments.of(vendor, client, exchange))));
    }
}
