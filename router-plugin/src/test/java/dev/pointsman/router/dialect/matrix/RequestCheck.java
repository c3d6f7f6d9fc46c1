package dev.pointsman.router.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.TranslationLoss;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** Whether the words of a request stand in what goes to the vendor. */
final class RequestCheck {

    private final Cell cell;

    RequestCheck(Cell cell) {
        this.cell = cell;
    }

    void check(ObjectNode asked, OutgoingCall outgoing) {
        JsonNode body = TreeJson.answer(outgoing.request().payload());
        if (cell.isEqual()) {
            assertThat(outgoing.losses()).as(cell.toString()).isEmpty();
            ObjectNode expected = asked.deepCopy();
            if (asked.has("model")) {
                expected.put("model", outgoing.request().model());
            }
            assertThat(body).as(cell.toString()).isEqualTo(TreeJson.answer(TreeJson.payload(expected)));
            return;
        }
        String written = TreeJson.text(body);
        if (cell.feature() == Feature.LINKED && outgoing.losses().isEmpty()) {
            assertThat(written).as("%s: the picture's URL", cell).contains(Story.LINK);
        }
        if (cell.feature() == Feature.SETTINGS) {
            boolean stops =
                    outgoing.losses().stream().anyMatch(loss -> loss.path().contains("stop"));
            assertThat(written.contains("###") || stops || !TreeJson.text(asked).contains("###"))
                    .as("%s: stop texts", cell)
                    .isTrue();
        }
        for (String word : words()) {
            assertThat(written).as("%s: what goes to the vendor", cell).contains(word);
        }
    }

    /** No loss excuses one of these: without them it is another request. */
    private List<String> words() {
        List<String> words = new ArrayList<>(List.of(Story.SYSTEM, Story.QUESTION));
        if (Story.offersTools(cell.feature())) {
            words.addAll(List.of(Story.TOOL, Story.TOOL_PURPOSE, "Name of the port"));
        }
        switch (cell.feature()) {
            case TEXT -> words.addAll(List.of("4000", "0.5"));
            case PARALLEL -> words.addAll(List.of(Story.OTHER_TOOL, Story.OTHER_PURPOSE));
            case RESULT, FAILED_RESULT -> words.addAll(List.of("Skagen", Story.RESULT));
            case IMAGES -> words.add(Story.PNG);
            case SCHEMA -> words.add("high_water");
            default -> {}
        }
        return words;
    }

    /** Reasoning that the client has goes back to its issuer, with the issuer's signature, or is told to be lost. */
    void checkReasoning(JsonNode answer, OutgoingCall next) {
        String written = TreeJson.text(TreeJson.answer(next.request().payload()));
        boolean lost = next.losses().stream().map(TranslationLoss::path).anyMatch(Missed.REASONING::matches);
        if (TreeJson.text(answer).contains(Story.THOUGHT) && !lost) {
            assertThat(written).as("%s: reasoning that goes back", cell).contains(Story.THOUGHT);
        }
        if (cell.vendor().signs() && Missed.holdsSignature(TreeJson.text(answer)) && !lost) {
            assertThat(written).as("%s: its signature", cell).contains(Story.SIGNATURE);
        }
    }
}
