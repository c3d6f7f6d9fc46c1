package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.SecretUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpModelResponseTest {

    private static final String CHUNK =
            "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}\n\n";
    private static final String LAST = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"total_tokens\":3}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void sendsNothingBeforeTheFirstNext() {
        FakeCall call = FakeCall.answering(200, CHUNK + LAST + DONE);

        HttpModelResponse response = chat(call);

        assertThat(call.executions()).isZero();
        assertThat(response.next()).isPresent();
        assertThat(call.executions()).isOne();
    }

    @Test
    void handsOutEveryFrameAndThenTheEndAgainAndAgain() {
        HttpModelResponse response = chat(FakeCall.answering(200, CHUNK + LAST + USAGE + DONE));

        assertThat(payloads(response)).hasSize(4).endsWith("[DONE]");
        assertThat(response.next()).isEmpty();
    }

    @Test
    void acceptsAnEndWithoutDoneAfterAFinishReason() {
        assertThat(payloads(chat(FakeCall.answering(200, CHUNK + LAST)))).hasSize(2);
    }

    @Test
    void acceptsDoneWithoutAFinishReason() {
        assertThat(payloads(chat(FakeCall.answering(200, CHUNK + DONE)))).hasSize(2);
    }

    @Test
    void anEndWithoutEitherIsAFailureThatStays() {
        HttpModelResponse response = chat(FakeCall.answering(200, CHUNK));
        response.next();

        assertThat(failure(response)).isInstanceOf(Malformed.class);
        assertThat(failure(response)).isInstanceOf(Malformed.class);
    }

    @Test
    void aConnectionThatBreaksAfterTheTerminalMarkDoesNoHarm() {
        HttpModelResponse response = chat(FakeCall.breaking(LAST + DONE));

        assertThat(payloads(response)).hasSize(2);
    }

    @Test
    @Timeout(10)
    void aVendorThatHoldsTheConnectionOpenAfterTheTerminalMarkIsNotWaitedFor() {
        FakeCall call = FakeCall.holding(LAST + DONE);

        assertThat(payloads(chat(call))).hasSize(2);
        assertThat(call.isClosed()).isTrue();
    }

    @Test
    void theBodyIsReadToItsEndSoThatTheConnectionServesAgain() {
        FakeCall call = FakeCall.answering(200, LAST + DONE + ": bye\n\n");

        payloads(chat(call));

        assertThat(call.unread()).isZero();
    }

    @Test
    void aConnectionThatBreaksBeforeItIsAFailure() {
        HttpModelResponse response = chat(FakeCall.breaking(CHUNK + LAST));
        response.next();
        response.next();

        assertThat(failure(response)).isInstanceOf(Malformed.class);
    }

    @Test
    void aConnectionThatBreaksBehindTheHeadersIsMalformed() {
        assertThat(failure(chat(FakeCall.breaking(": wait\n\n")))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"del\n\n",
                "data: [DON\n\n",
                "data: {} {}\n\n",
                "data: {\"a\":\"\u0000\"}\n\n",
                "<html>nothing here</html>",
                "{\"choices\":[{\"message\":{}}]}",
                ""
            })
    void whatTheDialectDoesNotAllowIsMalformed(String body) {
        assertThat(failure(chat(FakeCall.answering(200, body)))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"error\":{\"code\":502,\"message\":\"x\"},\"choices\":[]}\n\n",
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n",
                "{\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}",
                "event: error\ndata: {\"message\":\"x\"}\n\n"
            })
    void anErrorInsideTheAnswerIsAFailure(String body) {
        assertThat(failure(chat(FakeCall.answering(200, body)))).isInstanceOf(Overloaded.class);
    }

    @Test
    void theWordErrorInsideContentIsNoError() {
        String chunk =
                "data: {\"error\":null,\"choices\":[{\"delta\":{\"content\":\"\\\"error\\\": {}\",\"error\":{}}}]}\n\n";

        assertThat(payloads(chat(FakeCall.answering(200, chunk + DONE)))).hasSize(2);
    }

    @Test
    void anthropicEndsWithMessageStopAndNothingElse() {
        String start = "event: message_start\ndata: {\"type\":\"message_start\"}\n\n";
        String stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

        HttpModelResponse whole = new HttpModelResponse(
                () -> FakeCall.answering(200, start + stop), AnswerStyle.anthropicMessages(), true);
        HttpModelResponse cut =
                new HttpModelResponse(() -> FakeCall.answering(200, start), AnswerStyle.anthropicMessages(), true);

        assertThat(payloads(whole)).hasSize(2);
        cut.next();
        assertThat(failure(cut)).isInstanceOf(Malformed.class);
    }

    @Test
    void closingBeforeTheFirstNextSendsNothing() {
        FakeCall call = FakeCall.answering(200, CHUNK);
        HttpModelResponse response = chat(call);

        response.close();

        assertThat(failure(response)).isInstanceOf(Cancelled.class);
        assertThat(call.executions()).isZero();
    }

    @Test
    void whateverBreaksAfterCloseIsCancelled() {
        FakeCall call = FakeCall.answering(200, CHUNK + CHUNK);
        HttpModelResponse response = chat(call);
        response.next();

        response.close();
        response.close();

        assertThat(call.isClosed()).isTrue();
        assertThat(failure(response)).isInstanceOf(Cancelled.class);
    }

    @Test
    void failuresToConnectAreTold() {
        assertThat(failure(chat(FakeCall.throwing(new ConnectFailedException("refused", false, new IOException())))))
                .isInstanceOf(Unreachable.class);
        assertThat(failure(chat(FakeCall.throwing(new ConnectFailedException("slow", true, new IOException())))))
                .isEqualTo(new TimedOut(Phase.CONNECT));
        assertThat(failure(chat(FakeCall.throwing(new IOException("reset"))))).isInstanceOf(Unreachable.class);
    }

    @Test
    void aSecretThatCannotBeResolvedIsTheOperatorsFault() {
        HttpModelResponse response = new HttpModelResponse(
                () -> {
                    throw new SecretUnavailableException("the environment variable X is not set");
                },
                AnswerStyle.openAiChat(),
                true);

        assertThat(failure(response)).isInstanceOf(Unauthorized.class);
    }

    @Test
    void anErrorStatusWhoseBodyStallsOrBreaksStillTellsItsFailure() {
        FakeCall call = FakeCall.breaking(503, "");

        assertThatThrownBy(() -> chat(call).next()).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.failure()).isInstanceOf(Overloaded.class);
            assertThat(e.upstreamStatus()).contains(503);
        });
    }

    private static HttpModelResponse chat(FakeCall call) {
        return new HttpModelResponse(() -> call, AnswerStyle.openAiChat(), true);
    }

    private static ProviderFailure failure(HttpModelResponse response) {
        return catchThrowableOfType(ProviderException.class, response::next).failure();
    }

    private static List<String> payloads(HttpModelResponse response) {
        List<String> payloads = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            payloads.add(frame.get().payload().utf8());
        }
        return payloads;
    }
}
