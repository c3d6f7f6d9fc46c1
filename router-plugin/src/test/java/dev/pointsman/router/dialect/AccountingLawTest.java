package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From one dialect to another every member is represented, or listed as a loss with its path. */
class AccountingLawTest {

    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    static Stream<Arguments> requests() {
        return Spokes.CLIENTS.stream()
                .flatMap(from -> RecordedExchange.of(from.dialect()).stream()
                        .filter(RecordedExchange::hasRequest)
                        .flatMap(exchange -> Spokes.VENDORS.stream()
                                .filter(to -> !to.dialect().equals(from.dialect()))
                                .map(to -> Arguments.of(from, to, exchange))));
    }

    static Stream<Arguments> answers() {
        return Spokes.VENDORS.stream()
                .flatMap(from -> RecordedExchange.of(from.dialect()).stream()
                        .filter(exchange ->
                                exchange.hasAnswer() && RoundTripLawTest.isAnswer(from, exchange.answerBody()))
                        .flatMap(exchange -> Spokes.CLIENTS.stream()
                                .filter(to -> !to.dialect().equals(from.dialect()))
                                .map(to -> Arguments.of(from, to, exchange))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyMemberOfARequestIsAccountedFor(ClientSpoke from, VendorSpoke to, RecordedExchange exchange) {
        String pair = from.dialect() + " → " + to.dialect();
        OutgoingCall outgoing;
        try {
            outgoing = Translation.of(from, to, Spokes.CLOCK)
                    .translate(exchange.request(from.dialect()), Spokes.target(to));
        } catch (ProviderException e) {
            assertThat(e.failure()).isInstanceOf(ProviderFailure.InvalidRequest.class);
            assertThat(((ProviderFailure.InvalidRequest) e.failure()).reason().forCaller())
                    .containsAnyOf(
                            "tools[", "functions", "mcp_servers", "previous_response_id", "prompt", "cachedContent");
            count(pair + " requests refused for a vendor's own tool", 1);
            return;
        }
        JsonNode target = TreeJson.answer(outgoing.request().payload());
        AccountingLaw.Result result =
                new AccountingLaw(Mappings.requests(from, to)).check(exchange.requestBody(), target, outgoing.losses());

        assertThat(result.unaccounted()).isEmpty();
        count(pair + " requests", result);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyMemberOfAnAnswerIsAccountedFor(VendorSpoke from, ClientSpoke to, RecordedExchange exchange) {
        Losses losses = new Losses();
        Answer answer = from.answer(TreeJson.payload(exchange.answerBody()));
        JsonNode target = to.write(answer, Spokes.terms(), losses);

        AccountingLaw.Result result =
                new AccountingLaw(Mappings.answers(from, to)).check(exchange.answerBody(), target, losses.list());

        assertThat(result.unaccounted()).isEmpty();
        count(from.dialect() + " → " + to.dialect() + " answers", result);
    }

    @AfterAll
    static void printCounts() {
        COUNTS.forEach((what, count) -> System.out.println("Accounting law: " + count + " " + what));
    }

    private static void count(String what, AccountingLaw.Result result) {
        count(what, 1);
        count(what + ": members lost and listed", result.lost());
        count(what + ": members mapped", result.mapped());
        count(what + ": members found by value", result.byValue());
    }

    private static void count(String what, int more) {
        COUNTS.merge(what, more, Integer::sum);
    }
}
