package dev.pointsman.provider.testkit.faultkit;

import static dev.pointsman.provider.testkit.faultkit.Expectation.INTERRUPTS;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A proper beginning, and then something else than the rest. */
final class InterruptionFaults {

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private InterruptionFaults() {}

    static List<VendorFault> all() {
        return List.of(
                VendorFault.of(
                                "stall-midway",
                                "F14",
                                "silence after some content",
                                INTERRUPTS,
                                call -> call.sendBeginning().connection().untilGone())
                        .thatWaits(),
                VendorFault.of("pings-midway", "F13", "pings for ever after some content", INTERRUPTS, call -> {
                            call.sendBeginning();
                            while (!Thread.currentThread().isInterrupted()) {
                                call.send(": ping\n\n").connection().pause(BETWEEN);
                            }
                        })
                        .thatWaits()
                        .ofStreams(),
                VendorFault.of(
                                "ping-events-midway",
                                "F13",
                                "ping events for ever after some content",
                                INTERRUPTS,
                                call -> {
                                    call.sendBeginning();
                                    while (!Thread.currentThread().isInterrupted()) {
                                        call.send(ping(call)).connection().pause(BETWEEN);
                                    }
                                })
                        .thatWaits()
                        .ofStreams(),
                VendorFault.of(
                        "reset-midway",
                        "F15",
                        "reset after some content",
                        INTERRUPTS,
                        call -> call.sendBeginning().connection().pause(BETWEEN).reset()),
                VendorFault.of(
                        "cut-midway",
                        "F15",
                        "connection closed after some content",
                        INTERRUPTS,
                        VendorCall::sendBeginning),
                VendorFault.of(
                        "end-midway",
                        "F15",
                        "a clean end after some content, no terminator",
                        INTERRUPTS,
                        call -> call.sendBeginning().end()),
                VendorFault.of(
                                "error-midway",
                                "F16",
                                "an error event after some content",
                                INTERRUPTS,
                                call -> call.sendBeginning()
                                        .send(List.of(call.traffic().errorFrame()))
                                        .end())
                        .ofStreams(),
                VendorFault.of(
                                "garbage-midway",
                                "F17",
                                "a broken event after some content",
                                INTERRUPTS,
                                call -> call.sendBeginning()
                                        .send("data: {\"id\": broken\n\n")
                                        .send(call.traffic().tail())
                                        .end())
                        .ofStreams(),
                VendorFault.of(
                                "endless-line-midway",
                                "F17",
                                "a line of 10 MB after some content",
                                INTERRUPTS,
                                call -> call.sendBeginning()
                                        .send("data: \"" + "x".repeat(10 << 20) + "\"\n\n")
                                        .end())
                        .ofStreams(),
                VendorFault.of("drip-midway", "F20", "one byte at a time after some content", INTERRUPTS, call -> {
                            call.sendBeginning();
                            call.drip(call.events(call.traffic().stream(Texts.FAULTY_END.repeat(500))), BETWEEN);
                        })
                        .thatWaits()
                        .ofStreams(),
                VendorFault.of("endless", "F20", "content that never ends", INTERRUPTS, InterruptionFaults::endless)
                        .thatWaits()
                        .ofStreams());
    }

    /** Something that keeps a connection alive and says nothing: the dialect's own ping, or an empty piece of content. */
    private static List<Frame> ping(VendorCall call) {
        return call.traffic().head().getFirst().name().equals("message_start")
                ? List.of(new Frame("ping", Payload.ofUtf8("{\"type\":\"ping\"}")))
                : List.of(call.traffic().content().apply(""));
    }

    private static void endless(VendorCall call) throws IOException {
        call.sendBeginning();
        while (!Thread.currentThread().isInterrupted()) {
            call.send(List.of(call.traffic().content().apply("more ")))
                    .connection()
                    .pause(BETWEEN);
        }
    }
}
