package dev.pointsman.provider.testkit.faultkit;

import static dev.pointsman.provider.testkit.faultkit.Expectation.FALLS_BACK;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** A 200 whose body is no answer. */
final class BodyFaults {

    private static final int BOMB = 100 << 20;

    private BodyFaults() {}

    static List<VendorFault> all() {
        return List.of(
                VendorFault.of(
                        "no-body",
                        "F15",
                        "200 without a body",
                        FALLS_BACK,
                        call -> call.begin().end()),
                VendorFault.of("empty-answer", "F15", "an answer without content", FALLS_BACK, call -> call.answer("")),
                VendorFault.of(
                        "html",
                        "F16",
                        "200 with a page of HTML",
                        FALLS_BACK,
                        call -> call.whole(
                                200, "text/html", "<html><body>Sign in to the hotel's network.</body></html>")),
                VendorFault.of("half-json", "F17", "200 with half of a JSON", FALLS_BACK, call -> {
                    String whole = call.traffic().whole(Texts.FAULTY);
                    String half = whole.substring(0, whole.indexOf(Texts.FAULTY_END));
                    call.begin()
                            .send(call.streamed() ? "data: " + half + "\n\n" : half)
                            .end();
                }),
                VendorFault.of(
                        "other-json",
                        "F17",
                        "200 with JSON that is no answer",
                        FALLS_BACK,
                        call -> call.begin()
                                .send(call.streamed() ? "data: [1]\n\n" : "[1]")
                                .end()),
                VendorFault.of("short-body", "F15", "the body ends before its length", FALLS_BACK, call -> {
                    String body = call.properAnswer(Texts.FAULTY);
                    String type = call.streamed() ? "text/event-stream" : "application/json";
                    call.connection()
                            .raw("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ncontent-length: "
                                    + (body.length() + 500) + "\r\n\r\n")
                            .raw(body.substring(0, 60));
                }),
                VendorFault.of(
                        "bad-chunks",
                        "F17",
                        "a body whose chunks have no lengths",
                        FALLS_BACK,
                        call -> call.begin().connection().raw("zz\r\n{}\r\n0\r\n\r\n")),
                VendorFault.of(
                        "error-inside",
                        "F16",
                        "200 with an error in its body",
                        FALLS_BACK,
                        call -> call.begin()
                                .send(
                                        call.streamed()
                                                ? call.events(
                                                        List.of(call.traffic().errorFrame()))
                                                : call.traffic().wholeError())
                                .end()),
                VendorFault.of("gzip-bomb", "F19", "100 MB packed into 100 KB, unasked", FALLS_BACK, call -> {
                    byte[] bomb = bomb();
                    call.connection()
                            .raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n"
                                    + "content-length: " + bomb.length + "\r\nconnection: close\r\n\r\n")
                            .raw(new String(bomb, StandardCharsets.ISO_8859_1));
                }),
                poisoned("deep-json", "JSON of depth 100,000", () -> "[".repeat(100_000) + "]".repeat(100_000)),
                poisoned("long-number", "a number of 1,000,000 digits", () -> "1".repeat(1_000_000)),
                poisoned("endless-line", "a line of 10 MB", () -> "\"" + "x".repeat(10 << 20) + "\"")
                        .ofStreams(),
                poisoned("many-keys", "500,000 keys", BodyFaults::manyKeys).ofStreams());
    }

    /**
     * An answer that would be proper, but for one member more. What is merely large is a fault of streams alone: an answer that is
     * not streamed may hold pictures.
     */
    private static VendorFault poisoned(String name, String title, Supplier<String> value) {
        return VendorFault.of(name, name.equals("endless-line") ? "F17" : "F18", title, FALLS_BACK, call -> {
            String answer = call.properAnswer(Texts.FAULTY);
            int at = answer.indexOf('{') + 1;
            call.begin()
                    .send(answer.substring(0, at) + "\"poison\":" + value.get() + "," + answer.substring(at))
                    .end();
        });
    }

    private static String manyKeys() {
        StringBuilder keys = new StringBuilder("{");
        for (int i = 0; i < 500_000; i++) {
            keys.append("\"k").append(i).append("\":0,");
        }
        return keys.append("\"end\":0}").toString();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            byte[] part = new byte[1 << 20];
            for (int written = 0; written < BOMB; written += part.length) {
                out.write(part);
            }
        }
        return compressed.toByteArray();
    }
}
