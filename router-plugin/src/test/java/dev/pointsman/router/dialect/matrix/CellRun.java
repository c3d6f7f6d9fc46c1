package dev.pointsman.router.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.TranslationLoss;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.matrix.Outcome.Missing;
import dev.pointsman.router.dialect.matrix.Outcome.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;

/**
 * Runs one cell on the path of a real request and tells its state. Whatever is neither on the other side nor among the losses
 * fails here.
 */
final class CellRun {

    private static final Dialects DIALECTS = Dialects.standard();
    private static final String PROVIDER = "vendor";

    private final Cell cell;
    private final LinkedHashSet<Missing> missing = new LinkedHashSet<>();

    private CellRun(Cell cell) {
        this.cell = cell;
    }

    static Outcome of(Cell cell) {
        String unsaid = cell.client().cannotAsk(cell.feature());
        if (unsaid.isEmpty() && !cell.isEqual()) {
            unsaid = cell.vendor().cannotAnswer(cell.feature(), cell.streaming());
        }
        if (!unsaid.isEmpty()) {
            return new Outcome.Unsaid(unsaid);
        }
        try {
            return new CellRun(cell).run();
        } catch (ProviderException e) {
            return new Outcome.Refused(refusal(e));
        }
    }

    /** What would have to be sent, of a request that is refused: nothing. */
    private static String refusal(ProviderException e) {
        assertThat(e.failure()).isInstanceOf(ProviderFailure.InvalidRequest.class);
        CallerText reason = ((ProviderFailure.InvalidRequest) e.failure()).reason();
        assertThat(reason).isNotNull();
        return reason.forCaller();
    }

    private Outcome run() {
        ObjectNode asked = cell.client().asks(cell.feature(), cell.streaming());
        OutgoingCall outgoing = prepared(asked, cell.streaming());
        lost(Place.REQUEST, outgoing.losses());
        new RequestCheck(cell).check(asked, outgoing);
        if (cell.feature() == Feature.ERROR) {
            fails(outgoing);
        } else {
            answers(outgoing);
        }
        if (cell.feature() == Feature.REASONING) {
            goesOn();
        }
        return missing.isEmpty() ? new Outcome.Exact() : new Outcome.Lossy(List.copyOf(missing));
    }

    private OutgoingCall prepared(ObjectNode body, boolean streaming) {
        ModelRequest request = ModelRequest.of("auto", cell.client().dialect(), streaming, TreeJson.payload(body));
        LinkedHashSet<Dialect> accepted =
                new LinkedHashSet<>(List.of(cell.vendor().dialect()));
        return DIALECTS.prepare(
                request, accepted, ModelTarget.of(PROVIDER, cell.vendor().model()));
    }

    private void answers(OutgoingCall outgoing) {
        Queue<Frame> frames = new ArrayDeque<>();
        List<Frame> sent = frames();
        sent.forEach(frame -> outgoing.answer().read(frame, frames));
        outgoing.answer().end(frames);
        List<TranslationLoss> losses = outgoing.answer().losses();
        lost(cell.streaming() ? Place.STREAM : Place.ANSWER, losses);
        new AnswerCheck(cell, losses).check(sent, List.copyOf(frames));
    }

    private List<Frame> frames() {
        return cell.streaming()
                ? cell.vendor().streams(cell.feature())
                : List.of(Frame.of(TreeJson.payload(cell.vendor().answers(cell.feature()))));
    }

    /** Never a clean end: the failure comes out, and the edge says it in the client's dialect. */
    private void fails(OutgoingCall outgoing) {
        Queue<Frame> frames = new ArrayDeque<>();
        List<Frame> sent = frames();
        sent.subList(0, sent.size() - 1).forEach(frame -> outgoing.answer().read(frame, frames));
        ProviderException thrown = null;
        try {
            outgoing.answer().read(sent.getLast(), frames);
        } catch (ProviderException e) {
            thrown = e;
        }
        assertThat(thrown).as("the failure in %s", cell).isNotNull();
        assertThat(thrown.failure()).as(cell.toString()).isInstanceOf(ProviderFailure.Overloaded.class);
        assertThat(frames.stream().map(frame -> frame.payload().utf8()))
                .as("frames before the failure in %s", cell)
                .hasSize(cell.streaming() ? frames.size() : 0)
                .noneMatch(frame -> frame.contains("busy"));
    }

    /** What the client got as a whole goes back with the next request, and its reasoning to whom it belongs. */
    private void goesOn() {
        OutgoingCall first = prepared(cell.client().asks(cell.feature(), false), false);
        Queue<Frame> frames = new ArrayDeque<>();
        first.answer().read(Frame.of(TreeJson.payload(cell.vendor().answers(cell.feature()))), frames);
        JsonNode answer = TreeJson.answer(frames.remove().payload());
        ObjectNode next = cell.client().asksAgain(cell.feature(), cell.streaming(), answer);
        OutgoingCall second = prepared(next, cell.streaming());
        List<TranslationLoss> later = new ArrayList<>(second.losses());
        later.removeIf(loss -> missing.contains(new Missing(Place.REQUEST, loss.path(), loss.reason())));
        lost(Place.NEXT_REQUEST, later);
        new RequestCheck(cell).checkReasoning(answer, second);
    }

    private void lost(Place place, List<TranslationLoss> losses) {
        losses.forEach(loss -> missing.add(new Missing(place, loss.path(), loss.reason())));
    }
}
