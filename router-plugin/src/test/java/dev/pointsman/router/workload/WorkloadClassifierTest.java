package dev.pointsman.router.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.PromptText;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadClassifierTest {

    private final WorkloadClassifier classifier = new WorkloadClassifier();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Please refactor this method so that it does not allocate | code
        Why does my Python function in app.py throw this bug? | code
        Summarize the meeting notes below | summarization
        TL;DR please | summarization
        Translate this into French: good morning | translation
        Übersetze das bitte ins Englische | translation
        Extract all company names from the text as JSON | extraction
        Classify the ticket as bug, feature or question | classification
        Solve for x: 3x + 5 = 20 | math
        What are you doing this weekend? | chat
        Read HEARTBEAT.md and reply HEARTBEAT_OK if there is nothing to do | heartbeat
        """)
    void suggestsTheKindOfWorkFromAPersonsText(String text, String workload) {
        assertThat(classify(facts(text), Map.of(), Map.of(), 100)).isEqualTo(workload);
    }

    @Test
    void whatTheHeaderDeclaresCountsFirst() {
        Map<String, String> headers = Map.of("x-pointsman-workload", "Legal_Review");

        assertThat(classify(facts("translate this"), headers, Map.of("workload", "code"), 10))
                .isEqualTo("legal-review");
    }

    @Test
    void whatALabelDeclaresCountsBeforeTheText() {
        assertThat(classify(facts("translate this"), Map.of(), Map.of("workload", "code"), 10))
                .isEqualTo("code");
    }

    @Test
    void aDeclarationThatIsNoNameIsPassedOver() {
        Map<String, String> headers = Map.of("x-pointsman-workload", "drop table; --");

        assertThat(classify(facts("hello"), headers, Map.of(), 10)).isEqualTo("chat");
    }

    @Test
    void anOpenToolCallIsAToolLoopWhateverTheTextSays() {
        RequestFacts facts = new RequestFacts(
                100,
                0,
                null,
                3,
                5,
                true,
                Set.of(),
                Set.of(),
                PromptText.of("translate"),
                PromptText.empty(),
                null,
                null,
                null);

        assertThat(classify(facts, Map.of(), Map.of(), 25)).isEqualTo("tool-loop");
    }

    @Test
    void aLongInputWithoutOtherSignsIsLongContext() {
        assertThat(classify(facts("what do you think of it"), Map.of(), Map.of(), 90_000))
                .isEqualTo("long-context");
        assertThat(classify(facts("summarize it"), Map.of(), Map.of(), 90_000)).isEqualTo("summarization");
    }

    @Test
    void aSchemaWithoutOtherSignsIsExtraction() {
        RequestFacts facts = new RequestFacts(
                100,
                0,
                null,
                0,
                1,
                false,
                Set.of(Capability.SCHEMA),
                Set.of(),
                PromptText.of("the invoice of May"),
                PromptText.empty(),
                null,
                null,
                null);

        assertThat(classify(facts, Map.of(), Map.of(), 25)).isEqualTo("extraction");
    }

    private String classify(RequestFacts facts, Map<String, String> headers, Map<String, String> labels, int tokens) {
        return classifier.classify(facts, headers, labels, tokens);
    }

    private static RequestFacts facts(String text) {
        return new RequestFacts(
                text.length(),
                0,
                null,
                0,
                1,
                false,
                Set.of(),
                Set.of(),
                PromptText.of(text),
                PromptText.empty(),
                null,
                null,
                null);
    }
}
