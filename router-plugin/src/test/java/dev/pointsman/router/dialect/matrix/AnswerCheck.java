package dev.pointsman.router.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.Assembled;
import dev.pointsman.router.dialect.TranslationLoss;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a client that puts its frames together has what the vendor said. */
final class AnswerCheck {

    private final Cell cell;
    private final List<TranslationLoss> losses;

    AnswerCheck(Cell cell, List<TranslationLoss> losses) {
        this.cell = cell;
        this.losses = losses;
    }

    void check(List<Frame> sent, List<Frame> got) {
        if (cell.isEqual()) {
            assertThat(got).as(cell.toString()).isEqualTo(sent);
            assertThat(losses).as(cell.toString()).isEmpty();
            return;
        }
        Dialect dialect = cell.client().dialect();
        Assembled said = cell.streaming()
                ? Assembled.of(dialect, got)
                : Assembled.ofWhole(dialect, TreeJson.answer(got.getFirst().payload()));
        Assembled meant = meant();
        if (!said.reasoning().equals(meant.reasoning())) {
            isTold(Missed.REASONING, "reasoning");
            meant = meant.withoutReasoning();
            said = said.withoutReasoning();
        }
        if (said.cached() != meant.cached()) {
            isTold(Missed.USAGE, "hits of a cache");
            meant = meant.withoutCached();
            said = said.withoutCached();
        }
        assertThat(said).as(cell.toString()).isEqualTo(meant);
        String text = got.stream().map(frame -> frame.payload().utf8()).collect(Collectors.joining("\n"));
        signature(text);
        counts(text);
    }

    private Assembled meant() {
        Feature feature = cell.feature();
        List<String> calls = switch (feature) {
            case TOOLS -> List.of(Story.TOOL + Story.ARGUMENTS);
            case PARALLEL -> List.of(Story.TOOL + Story.ARGUMENTS, Story.OTHER_TOOL + Story.OTHER_ARGUMENTS);
            default -> List.of();
        };
        String finish = feature == Feature.REFUSAL ? "refused" : calls.isEmpty() ? "stop" : "tools";
        boolean cached = feature == Feature.CACHED && cell.vendor().tellsHits();
        return new Assembled(
                cell.vendor().namesModel() ? "vendor-model" : cell.vendor().model(),
                Story.said(feature),
                feature == Feature.REASONING ? Story.THOUGHT : "",
                calls,
                finish,
                Story.INPUT,
                cached ? Story.CACHED : 0,
                Story.OUTPUT);
    }

    private void signature(String text) {
        boolean signed = cell.feature() == Feature.REASONING && cell.vendor().signs();
        if (signed && !Missed.holdsSignature(text)) {
            isTold(Missed.SIGNATURE, "a signature");
        }
    }

    private void counts(String text) {
        boolean wrote = cell.feature() == Feature.CACHED && cell.vendor().tellsWrites();
        if (wrote && !text.matches("(?s).*:\\s*" + Story.WRITTEN + "\\b.*")) {
            isTold(Missed.USAGE, "what went into a cache");
        }
        boolean thought = cell.feature() == Feature.REASONING && cell.vendor().tellsThinking();
        if (thought && !text.matches("(?s).*:\\s*" + Story.THINKING + "\\b.*")) {
            isTold(Missed.USAGE, "tokens of reasoning");
        }
    }

    private void isTold(Missed part, String what) {
        assertThat(losses)
                .as("%s: %s is missing, so it must be listed", cell, what)
                .anyMatch(loss -> part.matches(loss.path()));
    }
}
