package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How answers come through: all frames, in order, bytes untouched, at once. */
interface AnswerBehaviours extends OnBench {

    @Test
    default void handsOutFramesInTheirOrderToTheTerminalMark() {
        List<Frame> sent = bench().traffic().stream("one", "two", "three");

        assertThat(bench().frames(sent)).containsExactlyElementsOf(sent);
    }

    @Test
    default void keepsThePayloadsBytesAsTheyAre() {
        Frame odd = withMember(
                bench().traffic().stream("x").getFirst(), "\"odd\" :\t1.0e+2, \"big\":12345678901234567890,");
        Body body = bench().body(List.of(odd)).and(bench().stream("\\u0041\\/"));

        assertThat(bench().frames(body))
                .startsWith(odd)
                .contains(bench().traffic().content().apply("\\u0041\\/"));
    }

    @Test
    default void readsUtf8ThatTheNetworkCutAnywhere() {
        Frame content = bench().traffic().content().apply("Grüße, 世界 😀");

        try (FaultyVendor vendor = FaultyVendor.start(Fault.drip(bench().stream("Grüße, 世界 😀")))) {
            assertThat(Bench.frames(bench().stream(vendor))).contains(content);
        }
    }

    @Test
    default void readsLinesThatEndInCrLf() {
        List<Frame> sent = bench().traffic().stream("a");

        assertThat(bench().frames(Body.sse(Sse.text(sent, "\r\n", "data: ")))).isEqualTo(sent);
    }

    @Test
    default void readsDataWithoutASpaceBehindTheColon() {
        List<Frame> sent = bench().traffic().stream("a");

        assertThat(bench().frames(Body.sse(Sse.text(sent, "\n", "data:")))).isEqualTo(sent);
    }

    @Test
    default void joinsTheLinesOfOneEvent() {
        Frame odd = withMember(bench().traffic().stream("x").getFirst(), "\"lines\":\n2,");

        assertThat(bench().frames(Body.sse(Sse.text(List.of(odd))).and(bench().stream("x"))))
                .startsWith(odd);
    }

    @Test
    default void leavesOutComments() {
        List<Frame> sent = bench().traffic().stream("a", "b");
        String text = ": PROCESSING\n\n" + Sse.text(sent).replace("\n\n", "\n\n: keep-alive\n\n");

        assertThat(bench().frames(Body.sse(text))).isEqualTo(sent);
    }

    @Test
    default void handsOutAFrameBeforeTheNextIsSent() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        List<Frame> first = bench().traffic().beginning("gated");
        Body rest = bench().body(bench().traffic().tail());

        try (FaultyVendor vendor = FaultyVendor.start(Fault.gated(bench().body(first), taken, rest));
                ModelResponse response = bench().stream(vendor)) {
            for (Frame frame : first) {
                assertThat(Running.next(response).frame()).contains(frame);
            }
            taken.countDown();
        }
    }

    @Test
    default void answersAWholeBodyAsOneFrame() {
        bench().fake().answersJson(200, bench().traffic().whole());

        assertThat(Bench.frames(bench().call(bench().fake().uri(), false)))
                .containsExactly(Frame.ofUtf8(bench().traffic().whole()));
    }

    @Test
    default void endsAgainAndAgain() {
        bench().fake().streams(bench().stream("a"));
        ModelResponse response = bench().call(bench().fake().uri(), true);
        Bench.frames(response);

        assertThat(response.next()).isEmpty();
    }

    /** A new connection costs several round trips; it is spared when the body was read to its end. */
    @Test
    default void leavesTheConnectionToTheNextCall() {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.keptAlive(bench().stream("kept")))) {
            ModelProvider provider = bench().provider(vendor.uri());
            for (int i = 0; i < 3; i++) {
                Bench.frames(provider.call(bench().request(true), Bench.withCredential()));
            }

            assertThat(vendor.usedConnections()).isOne();
        }
    }

    @Test
    default void passesUsageThrough() {
        List<Frame> sent = new ArrayList<>(bench().traffic().stream("a"));
        sent.replaceAll(frame -> frame.payload().utf8().matches(".*(usage|eval_count).*")
                ? withMember(frame, "\"new_usage\":1,")
                : frame);

        assertThat(bench().frames(sent)).isEqualTo(sent);
    }

    @Test
    default void tellsTheVendorsRateLimits() {
        bench().fake()
                .answers(
                        200,
                        "application/json",
                        bench().traffic().rateLimitHeaders(),
                        bench().traffic().whole());
        ModelResponse response = bench().call(bench().fake().uri(), false);
        response.next();

        assertThat(response.rateLimits().map(RateLimits::windows).orElse(List.of()))
                .anySatisfy(window -> {
                    assertThat(window.kind()).isEqualTo(Kind.REQUESTS);
                    assertThat(window.remaining()).hasValue(41);
                    assertThat(window.resetsAfter()).isPresent();
                });
    }

    @Test
    default void tellsTheVendorsRequestId() {
        Map<String, String> headers = Map.of(bench().traffic().requestIdHeader(), "req_77");
        bench().fake().answers(503, "application/json", headers, "{}");
        ModelResponse response = bench().call(bench().fake().uri(), false);
        Bench.failure(response);

        assertThat(response.upstreamRequestId()).contains("req_77");
    }

    @Test
    default void listsTheVendorsModels() {
        bench().fake().answersJson(200, bench().traffic().models());

        assertThat(bench().provider(bench().fake().uri()).models(Bench.withCredential()))
                .extracting(ModelDescriptor::id)
                .containsExactly("model-a", "model-b");
        assertThat(bench().fake().received().getFirst().header(bench().traffic().credentialHeader()))
                .contains(bench().traffic().credentialPrefix() + ContractHost.SECRET);
    }

    @Test
    default void takesItsDialect() {
        assertThat(bench().provider(bench().fake().uri()).dialects())
                .contains(bench().traffic().dialect());
    }

    private static Frame withMember(Frame frame, String member) {
        String json = frame.payload().utf8();
        return new Frame(frame.name(), Payload.ofUtf8("{" + member + json.substring(1)));
    }
}
