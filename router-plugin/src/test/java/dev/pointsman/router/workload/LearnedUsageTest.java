package dev.pointsman.router.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.api.exchange.Usage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedUsageTest {

    private final LearnedUsage learned = new LearnedUsage();

    @Test
    void beginsWithThePrior() {
        assertThat(learned.outputTokens("a/m", "chat", 350)).isEqualTo(350);
        assertThat(learned.tokenRatio("a/m")).isEqualTo(1);
        assertThat(learned.charactersPerToken("a/m")).isEqualTo(FeaturesReader.CHARACTERS_PER_TOKEN);
    }

    @Test
    void oneReportMovesItLittleAndManyMoveItAllTheWay() {
        learned.learn("a/m", "chat", 0, Usage.of(0, 3_500));
        double afterOne = learned.outputTokens("a/m", "chat", 350);

        repeat(1_000, () -> learned.learn("a/m", "chat", 0, Usage.of(0, 3_500)));

        assertThat(afterOne).isBetween(400.0, 700.0);
        assertThat(learned.outputTokens("a/m", "chat", 350)).isBetween(3_100.0, 3_500.0);
    }

    @Test
    void aModelThatChangesIsFollowed() {
        repeat(500, () -> learned.learn("a/m", "chat", 0, Usage.of(0, 4_000)));

        repeat(500, () -> learned.learn("a/m", "chat", 0, Usage.of(0, 100)));

        assertThat(learned.outputTokens("a/m", "chat", 350)).isLessThan(200);
    }

    @Test
    void eachModelAndEachKindOfWorkHasItsOwnFigure() {
        repeat(100, () -> learned.learn("a/m", "chat", 0, Usage.of(0, 4_000)));

        assertThat(learned.outputTokens("a/m", "code", 900)).isEqualTo(900);
        assertThat(learned.outputTokens("a/n", "chat", 350)).isEqualTo(350);
    }

    @Test
    void aModelThatMakesMoreTokensOfATextIsFoundOut() {
        repeat(200, () -> learned.learn("a/m", "chat", 1_000, Usage.of(1_500, 10)));

        assertThat(learned.tokenRatio("a/m")).isCloseTo(1.5, within(0.15));
        assertThat(learned.charactersPerToken("a/m")).isCloseTo(2.4, within(0.3));
    }

    @Test
    void shortInputsAndHiddenPromptsTeachNoRatio() {
        learned.learn("a/m", "chat", 10, Usage.of(30, 10));
        learned.learn("a/m", "chat", 1_000, Usage.of(30_000, 10));
        learned.learn("a/m", "chat", 1_000, Usage.none());

        assertThat(learned.tokenRatio("a/m")).isEqualTo(1);
    }

    @Test
    void inventedKindsOfWorkDoNotFillTheMemory() {
        IntStream.range(0, 10_000).forEach(i -> learned.learn("a/m", "kind-" + i, 0, Usage.of(0, 5_000)));

        learned.learn("a/m", "one-more", 0, Usage.of(0, 5_000));

        assertThat(learned.outputTokens("a/m", "one-more", 350)).isEqualTo(350);
        assertThat(learned.outputTokens("a/m", "kind-1", 350)).isGreaterThan(350);
    }

    private static void repeat(int times, Runnable action) {
        IntStream.range(0, times).forEach(i -> action.run());
    }
}
