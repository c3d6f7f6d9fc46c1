package dev.pointsman.it.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.Socket;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that leaves takes the vendor's call with it, within a second. */
@MeasuresTime
class CancelIT {

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("slow", vendor.at("slow"), "gpt-slow")
                .chat("spare", vendor.at("spare"), "gpt-spare")
                .profile("default", "slow", "spare")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
        vendor.plays("spare", ChatVendor.says("never"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void row45LeavingBeforeTheVendorAnsweredClosesItsConnection(boolean stream) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        vendor.plays("slow", (request, line) -> {
            asked.countDown();
            Script.silenceUntil(gone).play(request, line);
        });
        RawClient raw = new RawClient(gateway);
        String body = RawClient.chatBody("auto", stream);

        try (Socket client = raw.send(raw.head("/v1/chat/completions", "127.0.0.1", body.length()) + body)) {
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            client.close();
        }

        assertThat(gone.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(vendor.asked("spare")).isEmpty();
    }

    @Test
    void leavingInTheMiddleOfAWholeAnswerClosesTheVendorsConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        vendor.plays("slow", (request, line) -> {
            line.head(200, Script.JSON).chunk("{\"id\":\"chatcmpl-1\",");
            begun.countDown();
            line.untilGone();
            gone.countDown();
        });
        RawClient raw = new RawClient(gateway);
        String body = RawClient.chatBody("auto", false);

        try (Socket client = raw.send(raw.head("/v1/chat/completions", "127.0.0.1", body.length()) + body)) {
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            client.close();
        }

        assertThat(gone.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void row45LeavingAStreamAfterItsFirstTokenClosesTheVendorsConnection() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        vendor.plays("slow", (request, line) -> {
            line.head(200, Script.EVENTS).chunk(ChatVendor.begun(request.json(), "The Elbe, "));
            line.untilGone();
            gone.countDown();
        });

        OpenAIClient client = OpenAi.client(gateway);
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(OpenAi.ask("auto", "Name three rivers."))) {
            Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
            assertThat(chunks.next().choices()).isNotEmpty();
        }
        client.close();

        assertThat(gone.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(vendor.asked("spare")).isEmpty();
        gateway.awaitLog("client_gone");
    }

    @Test
    void aClientThatLeftIsNobodysFault() throws Exception {
        for (int i = 0; i < 6; i++) {
            row45LeavingBeforeTheVendorAnsweredClosesItsConnection(true);
        }
        vendor.plays("slow", ChatVendor.says("hello"));

        assertThat(new RawClient(gateway).chat("auto", false).headers().firstValue("x-pointsman-provider"))
                .contains("slow");
    }
}
