package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.InvalidSettingsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent, to whom, and what is told to nobody. */
interface DiscretionBehaviours extends OnBench {

    /** What a vendor's error text may quote of a prompt. */
    String WORDS = "vendor words about a confidential prompt";

    @Test
    default void sendsTheBodyAsItIs() {
        ModelRequest request = bench().request(true);
        bench().frames(bench().stream("a"));

        Received received = bench().fake().received().getFirst();

        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.body()).isEqualTo(request.payload().utf8());
        assertThat(received.header("content-type").orElse("")).startsWith("application/json");
    }

    @Test
    default void sendsTheCredentialInItsHeaderAndNowhereElse() {
        bench().frames(bench().stream("a"));

        Received received = bench().fake().received().getFirst();

        assertThat(received.header(bench().traffic().credentialHeader()))
                .contains(bench().traffic().credentialPrefix() + ContractHost.SECRET);
        assertThat(received.target()).doesNotContain(ContractHost.SECRET);
        assertThat(received.headers().values().stream().filter(value -> value.contains(ContractHost.SECRET)))
                .hasSize(1);
    }

    @Test
    default void sendsNoCredentialWhereTheCallHasNone() {
        bench().fake().streams(bench().stream("a"));
        Bench.frames(bench().provider(bench().fake().uri()).call(bench().request(true), CallContext.ANONYMOUS));

        assertThat(bench().fake().received().getFirst().headers().toString()).doesNotContain(ContractHost.SECRET);
    }

    @Test
    default void forwardsNoHeaderOfTheClientThatItDoesNotKnow() {
        Map<String, String> headers = Map.of(
                "x-forwarded-user", "somebody", "x-unknown", "1", "cookie", "a=b", "proxy-authorization", "Basic eDp5");
        bench().fake().streams(bench().stream("a"));
        ModelRequest request = bench().request(true).withHeaders(headers);
        Bench.frames(bench().provider(bench().fake().uri()).call(request, Bench.withCredential()));

        assertThat(bench().fake().received().getFirst().headers())
                .doesNotContainKeys(headers.keySet().toArray(String[]::new));
    }

    @Test
    default void sendsAlongWhereTheAttemptStandsInATraceAndNothingElseOfItsContext() {
        Map<String, String> trace = Map.of(
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate", "vendor=1");
        Map<String, String> headers = new HashMap<>(trace);
        headers.put("x-request-id", "req_1");
        bench().fake().streams(bench().stream("a"));
        CallContext context = new CallContext() {
            @Override
            public Map<String, String> headers() {
                return headers;
            }
        };
        Bench.frames(bench().provider(bench().fake().uri()).call(bench().request(true), context));

        assertThat(bench().fake().received().getFirst().headers())
                .containsAllEntriesOf(trace)
                .doesNotContainKey("x-request-id");
    }

    @Test
    default void keepsTheSecretOutOfLogsAndExceptions() {
        List<String> told = new ArrayList<>();
        try (LogCapture log = LogCapture.open()) {
            ModelResponse refused = bench().call(FaultyVendor.nobody(), true);
            told.add(everythingOf(Bench.failure(refused)) + refused);
            for (int status : List.of(400, 401, 429, 500)) {
                String echo = bench().traffic().errorBody().apply("bad key " + ContractHost.SECRET);
                told.add(everythingOf(bench().failureOf(status, Map.of(), echo)));
            }
            told.add(bench().provider(bench().fake().uri()).toString());
            told.add(log.text());
        }

        assertThat(told).noneMatch(text -> text.contains(ContractHost.SECRET));
    }

    @Test
    default void tellsTheVendorsWordsToTheCallerAlone() {
        String body = bench().traffic().errorBody().apply(WORDS);

        ProviderException failure = bench().failureOf(400, Map.of(), body);

        CallerText reason = failure.failure() instanceof InvalidRequest invalid ? invalid.reason() : null;
        assertThat(reason).isEqualTo(CallerText.of(WORDS));
        assertThat(everythingOf(failure)).doesNotContain(WORDS);
    }

    @Test
    default void keepsTheVendorsWordsOutOfOtherFailures() {
        try (LogCapture log = LogCapture.open()) {
            for (int status : List.of(401, 403, 404, 429, 500, 503)) {
                String body = bench().traffic().errorBody().apply(WORDS);
                assertThat(everythingOf(bench().failureOf(status, Map.of(), body)))
                        .doesNotContain(WORDS);
            }
            bench().fake().answersJson(200, "{\"half\": \"" + WORDS);
            assertThat(everythingOf(Bench.failure(bench().call(bench().fake().uri(), false))))
                    .doesNotContain(WORDS);
            assertThat(log.text()).doesNotContain(WORDS);
        }
    }

    @Test
    default void namesASettingThatItDoesNotKnow() {
        Map<String, Object> values =
                new HashMap<>(bench().settings(bench().fake().uri()));
        values.put("baseURL", "https://x.example");

        assertThatThrownBy(() -> bench().provider(values))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("baseURL");
    }

    private static String everythingOf(ProviderException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text + " " + failure.failure();
    }
}
