package dev.pointsman.hostkit.egress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.api.host.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Whatever the log level and whatever breaks: neither the key nor a prompt nor an answer is written anywhere. */
@Timeout(30)
class EgressSecrecyTest {

    private static final List<String> CANARIES = List.of("sk-canary", "canary-prompt", "canary-answer");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Level before;

    @BeforeEach
    void logEverything() {
        before = root.getLevel();
        root.detachAppender("console");
        log.start();
        root.addAppender(log);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void logAsBefore() {
        root.setLevel(before);
        root.detachAppender(log);
    }

    @Test
    void nothingSecretIsLoggedOrPrinted() throws Exception {
        List<String> seen = new ArrayList<>();
        for (String answer : List.of(
                FakeVendor.ok("canary-answer"),
                "HTTP/1.1 200 OK\r\ncanary-answer\r\n\r\n",
                "canary-answer\r\n\r\n",
                "HTTP/1.1 canary-answer\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: canary-answer\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: canary-answer\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-encoding: canary-answer\r\ncontent-length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ncanary-answer\r\n")) {
            seen.add(exchange(answer));
        }

        assertThat(log.list).as("the library does log at this level").isNotEmpty();
        log.list.forEach(event -> seen.add(event.getFormattedMessage()));
        assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(CANARIES));
    }

    /** Everything that a call lets out of itself as text, but its answer. */
    private static String exchange(String answer) throws IOException {
        StringWriter out = new StringWriter();
        PrintWriter printed = new PrintWriter(out);
        try (FakeVendor vendor = FakeVendor.of(connection -> {
                    connection.request();
                    connection.send(answer);
                });
                HostEgress egress = HostEgress.create()) {
            OutboundRequest request = OutboundRequest.post(vendor.url("/v1/x"), Payload.ofUtf8("canary-prompt"))
                    .secret("authorization", "Bearer ", Secret.of("sk-canary"))
                    .build();
            printed.println(request + " " + request.headers());
            try (OutboundCall call =
                    egress.egress(new Endpoint(vendor.url("/v1"), true)).prepare(request)) {
                printed.println(call);
                OutboundResponse response = call.execute();
                printed.println(response);
                printed.println(response.body());
                response.body().readAllBytes();
            } catch (IOException e) {
                e.printStackTrace(printed);
            }
        }
        return out.toString();
    }
}
