package dev.pointsman.router.money;

import static dev.pointsman.router.money.Entries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.config.RetentionConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachStore
class FeedbackStoreTest {

    private final TestStore store;
    private final BreakableStore breakable;
    private final FeedbackStore feedback;

    FeedbackStoreTest(TestStore store) {
        this.store = store;
        this.breakable = new BreakableStore(store.dataSource());
        this.feedback = new FeedbackStore(
                new Transactions(breakable),
                InstantSource.fixed(Instant.ofEpochMilli(NOW)),
                () -> RetentionConfig.DEFAULT);
    }

    @BeforeEach
    void empty() throws Exception {
        store.empty(List.of("feedback"));
    }

    @Test
    void givesBackTheLastWordOfEach() {
        Feedback first = new Feedback("d", "vk_1", NOW, "engineering", 0.25, "slow");
        Feedback second = new Feedback("d", "vk_1", NOW + 2, "engineering", 1, null);
        Feedback another = new Feedback("d", "operator", NOW + 1, "engineering", 0, "wrong");

        feedback.give(first);
        feedback.give(another);
        feedback.give(second);

        assertThat(feedback.of("d")).containsExactly(another, second);
        assertThat(feedback.of("e")).isEmpty();
    }

    @Test
    void forgetsWhatIsOlderThanDecisionsAreKept() throws Exception {
        long old = NOW - RetentionConfig.DEFAULT.decisions().toMillis() - 1;
        feedback.give(new Feedback("old", "operator", old, "engineering", 1, null));
        feedback.give(new Feedback("new", "operator", NOW, "engineering", 1, null));

        feedback.maintain();

        assertThat(feedback.of("old")).isEmpty();
        assertThat(feedback.of("new")).hasSize(1);
    }

    @Test
    void saysSoWhenTheStoreDoesNotAnswer() {
        breakable.breakDown();

        assertThatThrownBy(() -> feedback.of("d")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> feedback.give(new Feedback("d", "operator", NOW, "w", 1, null)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aScoreIsFromZeroToOneAndAReasonStaysOutOfLogs() {
        assertThatThrownBy(() -> new Feedback("d", "operator", NOW, "w", Double.NaN, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Feedback("d", "operator", NOW, "w", 1, "CANARY").toString())
                .doesNotContain("CANARY");
    }
}
