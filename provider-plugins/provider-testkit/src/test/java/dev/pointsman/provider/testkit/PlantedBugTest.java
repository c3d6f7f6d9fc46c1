package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract that cannot fail shows nothing: each behaviour meets a provider that lacks it, and that behaviour alone fails. */
class PlantedBugTest {

    @ParameterizedTest
    @MethodSource("behaviours")
    void exactlyTheBehaviourThatHasABugFails(String behaviour) {
        ContractRun run = run(PlantedBugs.all().get(behaviour), Map.of());

        assertThat(run.failed()).containsExactly(behaviour);
    }

    @Test
    void thereIsABugForEveryBehaviour() {
        ContractRun run = run(new Bug(), Map.of());

        assertThat(run.failed()).isEmpty();
        assertThat(run.succeeded()).hasSizeGreaterThan(40);
        assertThat(PlantedBugs.all().keySet())
                .containsExactlyInAnyOrderElementsOf(run.succeeded().stream()
                        .filter(name -> !name.equals("namesAsLackingOnlyWhatTheContractHas"))
                        .toList());
    }

    @Test
    void aBehaviourThatIsNamedAsLackingIsAbortedWithItsReason() {
        ContractRun run = run(
                PlantedBugs.all().get("listsTheVendorsModels"), Map.of("listsTheVendorsModels", "has no model list"));

        assertThat(run.failed()).isEmpty();
        assertThat(run.aborted()).containsExactly("listsTheVendorsModels");
    }

    @Test
    void aBehaviourThatIsNamedAsLackingAndWorksFails() {
        ContractRun run = run(new Bug(), Map.of("listsTheVendorsModels", "has no model list"));

        assertThat(run.failed()).containsExactly("listsTheVendorsModels");
    }

    @Test
    void aNameThatIsNoBehaviourFails() {
        ContractRun run = run(new Bug(), Map.of("listsModels", "a slip of the pen"));

        assertThat(run.failed()).containsExactly("namesAsLackingOnlyWhatTheContractHas");
    }

    static Stream<String> behaviours() {
        return PlantedBugs.all().keySet().stream();
    }

    private static ContractRun run(Bug bug, Map<String, String> named) {
        BuggyContract.next(bug, named);
        return ContractRun.of(BuggyContract.class);
    }
}
