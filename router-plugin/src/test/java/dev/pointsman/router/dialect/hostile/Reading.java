package dev.pointsman.router.dialect.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.ModelTarget;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;

/** Every way in which bytes of one dialect are read here, one after the other; fails where one does anything but read or refuse. */
final class Reading {

    private static final Dialects DIALECTS = Dialects.standard();

    private Reading() {}

    static List<Dialect> dialects() {
        return List.copyOf(DIALECTS.known());
    }

    /** As a request: its facts, its conversation, the edits of an equal dialect, a translation into each other one. */
    static void request(Dialect dialect, boolean streaming, byte[] body) {
        ModelRequest request = ModelRequest.of("auto", dialect, streaming, Payload.of(body));
        readOrRefused(() -> DIALECTS.facts(request));
        readOrRefused(() -> DIALECTS.conversation(request));
        for (Dialect vendor : DIALECTS.known()) {
            if (DIALECTS.canCarry(dialect, vendor)) {
                readOrRefused(() -> prepare(request, vendor));
            }
        }
    }

    /** As an answer: for a client of the same dialect, and for a client of each other one. */
    static void answer(Dialect vendor, boolean streaming, List<Frame> frames) {
        for (Dialect client : DIALECTS.known()) {
            if (DIALECTS.canCarry(client, vendor)) {
                ModelRequest request = ModelRequest.of(
                        "auto",
                        client,
                        streaming,
                        Payload.ofUtf8(Samples.of(client).plain()));
                AnswerReader reader = prepare(request, vendor);
                readOrRefused(() -> {
                    Queue<Frame> out = new ArrayDeque<>();
                    frames.forEach(frame -> reader.read(frame, out));
                    reader.end(out);
                });
            }
        }
    }

    private static AnswerReader prepare(ModelRequest request, Dialect vendor) {
        return DIALECTS.prepare(request, new LinkedHashSet<>(List.of(vendor)), ModelTarget.of("vendor", "model-1"))
                .answer();
    }

    /** Whatever else it throws goes on, and is the finding. */
    private static void readOrRefused(Runnable reading) {
        try {
            reading.run();
        } catch (ProviderException refused) {
            assertThat(refused).hasMessage(refused.failure().code()).hasNoCause();
            assertThat(refused.getSuppressed()).isEmpty();
        }
    }
}
