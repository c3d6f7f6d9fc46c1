package dev.pointsman.it.harness;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** What a {@link Vendor} does with a request. */
@FunctionalInterface
public interface Script {

    String EVENTS = "text/event-stream";
    String JSON = "application/json";

    void play(Asked request, Line line) throws IOException;

    static Script json(int status, String body) {
        return (request, line) -> line.whole(status, JSON, body);
    }

    static Script events(String body) {
        return (request, line) -> line.head(200, EVENTS).chunk(body).end();
    }

    static Script silence() {
        return (request, line) -> line.untilGone();
    }

    /** Counts the latch down when the client has left. */
    static Script silenceUntil(CountDownLatch gone) {
        return (request, line) -> {
            line.untilGone();
            gone.countDown();
        };
    }

    static Script reset() {
        return (request, line) -> line.reset();
    }
}
