package dev.pointsman.provider.testkit.faultkit;

import static dev.pointsman.provider.testkit.faultkit.Expectation.ANSWERS;
import static dev.pointsman.provider.testkit.faultkit.Expectation.FALLS_BACK;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Server-sent events in forms that the grammar allows and few vendors use, and in forms that it does not allow. */
final class EventStreamFaults {

    private EventStreamFaults() {}

    static List<VendorFault> all() {
        return List.of(
                odd("sse-crlf", "lines that end with CR LF", body -> body.replace("\n", "\r\n")),
                odd("sse-cr", "lines that end with CR", body -> body.replace('\n', '\r')),
                odd("sse-mixed-ends", "CR LF and LF mixed", body -> body.replaceFirst("\n", "\r\n")),
                odd("sse-bom", "a byte order mark", body -> "\uFEFF" + body),
                odd(
                        "sse-no-space",
                        "no space behind the colons",
                        body -> body.replace("data: ", "data:").replace("event: ", "event:")),
                odd(
                        "sse-comments",
                        "comments and unknown fields",
                        body -> body.replace("data: {", ": keep-alive\nid: 7\nretry: 10\nx-new: 1\ndata: {")),
                VendorFault.of("sse-split", "F17", "every byte a chunk of its own, UTF-8 split", ANSWERS, call -> {
                            call.begin();
                            call.drip(call.properAnswer("\u00e4\ud83d\ude00 ", Texts.FAULTY), Duration.ZERO);
                            call.end();
                        })
                        .ofStreams(),
                broken("sse-no-blank-line", "no blank line between events", body -> body.replace("\n\n", "\n")),
                broken(
                        "sse-no-data",
                        "JSON lines instead of events",
                        body -> body.replace("data: ", "").replaceAll("event: .*\n", "")),
                broken("sse-nul", "NUL bytes inside the JSON", body -> body.replaceFirst("\\{", "{\u0000")),
                broken("sse-cut-json", "the first event cut off", body -> body.replaceFirst("}\n\n", "\n\n")),
                VendorFault.of("sse-bad-utf8", "F17", "bytes that are not UTF-8", FALLS_BACK, call -> {
                            String bytes = call.properAnswer(Texts.FAULTY).replaceFirst("\"", "\"\u00ff\u00fe");
                            call.begin();
                            for (int i = 0; i < bytes.length(); i++) {
                                call.connection().chunk(new byte[] {(byte) bytes.charAt(i)}, 0, 1);
                            }
                            call.end();
                        })
                        .ofStreams());
    }

    private static VendorFault odd(String name, String title, UnaryOperator<String> change) {
        return changed(name, title, ANSWERS, change);
    }

    private static VendorFault broken(String name, String title, UnaryOperator<String> change) {
        return changed(name, title, FALLS_BACK, change);
    }

    private static VendorFault changed(
            String name, String title, Expectation expectation, UnaryOperator<String> change) {
        return VendorFault.of(
                        name,
                        "F17",
                        title,
                        expectation,
                        call -> call.begin()
                                .send(change.apply(call.properAnswer(Texts.FAULTY_BEGINNING, Texts.FAULTY_END)))
                                .end())
                .ofStreams();
    }
}
