package dev.pointsman.provider.testkit.faultkit;

import static dev.pointsman.provider.testkit.faultkit.Expectation.FALLS_BACK;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Nothing that could be called an answer comes. */
final class ConnectionFaults {

    private static final Duration PING = Duration.ofMillis(50);

    private ConnectionFaults() {}

    static List<VendorFault> all() {
        return List.of(
                VendorFault.of("refused", "F01", "connection refused", FALLS_BACK, ConnectionFaults::unreachable)
                        .at(Place.NOBODY),
                VendorFault.of(
                        "reset",
                        "F01",
                        "connection reset instead of an answer",
                        FALLS_BACK,
                        call -> call.connection().reset()),
                VendorFault.of("closed", "F01", "connection closed without a byte", FALLS_BACK, call -> {}),
                VendorFault.of(
                        "not-http",
                        "F01",
                        "an answer that is not HTTP",
                        FALLS_BACK,
                        call -> call.connection().raw("SSH-2.0-OpenSSH_9.9\r\n")),
                VendorFault.of(
                                "unknown-host",
                                "F02",
                                "name does not resolve",
                                FALLS_BACK,
                                ConnectionFaults::unreachable)
                        .at(Place.UNKNOWN_HOST),
                VendorFault.of("tls-missing", "F03", "TLS handshake fails", FALLS_BACK, ConnectionFaults::unreachable)
                        .at(Place.TLS_MISSING),
                VendorFault.of(
                                "tls-untrusted",
                                "F03",
                                "certificate nobody vouches for",
                                FALLS_BACK,
                                call -> call.answer(Texts.FAULTY))
                        .at(Place.TLS_UNTRUSTED),
                VendorFault.of(
                                "no-headers",
                                "F11",
                                "request taken, no headers ever",
                                FALLS_BACK,
                                call -> call.connection().untilGone())
                        .thatWaits(),
                VendorFault.of(
                                "half-a-head",
                                "F11",
                                "silence in the middle of the head",
                                FALLS_BACK,
                                call -> call.connection()
                                        .raw("HTTP/1.1 200 OK\r\ncontent-ty")
                                        .untilGone())
                        .thatWaits(),
                VendorFault.of(
                                "head-then-silence",
                                "F12",
                                "headers, then no body",
                                FALLS_BACK,
                                call -> call.begin().connection().untilGone())
                        .thatWaits(),
                VendorFault.of("pings-only", "F13", "pings for ever, no content", FALLS_BACK, ConnectionFaults::pings)
                        .thatWaits(),
                VendorFault.of("role-then-silence", "F13", "the role, then silence", FALLS_BACK, call -> {
                            call.begin();
                            if (call.streamed()) {
                                call.send(call.traffic().head());
                            } else {
                                call.send("{");
                            }
                            call.connection().untilGone();
                        })
                        .thatWaits(),
                VendorFault.of("drip", "F20", "one byte at a time, too slow for any content", FALLS_BACK, call -> {
                            call.begin();
                            call.drip(call.properAnswer(Texts.FAULTY), PING);
                        })
                        .thatWaits(),
                VendorFault.of(
                        "header-flood",
                        "F17",
                        "a head of 2 MB",
                        FALLS_BACK,
                        call -> call.connection()
                                .raw("HTTP/1.1 200 OK\r\n"
                                        + "x-flood: 0123456789012345678901234567890123456789\r\n".repeat(40_000)
                                        + "\r\n")));
    }

    private static void unreachable(VendorCall call) {
        throw new IllegalStateException("no request comes here");
    }

    /** Comments where it is a stream, else the blank lines that some vendors send to keep a connection. */
    static void pings(VendorCall call) throws IOException {
        call.begin();
        while (!Thread.currentThread().isInterrupted()) {
            call.send(call.streamed() ? ": ping\n\n" : "\n");
            call.connection().pause(PING);
        }
    }
}
