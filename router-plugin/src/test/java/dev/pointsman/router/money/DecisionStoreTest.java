package dev.pointsman.router.money;

import static dev.pointsman.router.money.Entries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.config.RetentionConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachStore
class DecisionStoreTest {

    private final TestStore store;
    private final BreakableStore breakable;
    private final DecisionStore decisions;

    DecisionStoreTest(TestStore store) {
        this.store = store;
        this.breakable = new BreakableStore(store.dataSource());
        this.decisions = new DecisionStore(
                new DecisionTable(new Transactions(breakable)),
                InstantSource.fixed(Instant.ofEpochMilli(NOW)),
                () -> RetentionConfig.DEFAULT,
                new StoreWriter());
    }

    @BeforeEach
    void empty() throws Exception {
        store.empty(List.of("decision", "decision_facts"));
    }

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        keep(decision("a", NOW, "facts"), decision("b", NOW + 1, "facts"));

        assertThat(decisions.latest(10)).containsExactly(decision("b", NOW + 1, "facts"), decision("a", NOW, "facts"));
        assertThat(decisions.find("a")).contains(decision("a", NOW, "facts"));
        assertThat(decisions.find("c")).isEmpty();
        assertThat(Rows.of(store.dataSource(), "SELECT facts_id FROM decision_facts"))
                .hasSize(1);
    }

    @Test
    void readsEachOfManyOnceAndTheOldestFirst() throws Exception {
        // Given
        List<StoredDecision> all = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            all.add(decision(String.format("d%03d", i), NOW + i / 7, "facts " + i % 3));
        }
        keep(all.reversed().toArray(StoredDecision[]::new));

        // When
        List<StoredDecision> read = new ArrayList<>();
        decisions.each(NOW, read::add);

        // Then
        assertThat(read).isEqualTo(all);
        assertThat(decisions.count(NOW)).isEqualTo(450);
        assertThat(decisions.count(NOW + 60)).isEqualTo(450 - 420);
    }

    @Test
    void keepsWhatTheStoreDidNotTakeUntilItDoes() throws Exception {
        // Given
        breakable.breakDown();
        decisions.add(() -> decision("a", NOW, "facts"));
        assertThat(catchThrowable(decisions::carry)).isNotNull();
        assertThat(catchThrowable(() -> decisions.latest(1))).isInstanceOf(StoreUnavailableException.class);

        // When
        breakable.mend();
        decisions.carry();

        // Then
        assertThat(decisions.latest(10)).hasSize(1);
        assertThat(decisions.isDone()).isTrue();
    }

    @Test
    void dropsAndCountsWhatFindsNoPlace() {
        for (int i = 0; i < 10_005; i++) {
            decisions.add(() -> decision("a", NOW, "facts"));
        }

        assertThat(decisions.dropped()).isEqualTo(5);
    }

    @Test
    void forgetsWhatIsOlderThanThePolicyKeepsAndTheFactsThatNobodyNeeds() throws Exception {
        // Given
        long old = NOW - RetentionConfig.DEFAULT.decisions().toMillis() - 1;
        keep(decision("old", old, "old facts"), decision("new", NOW, "new facts"));

        // When
        decisions.maintain();

        // Then
        assertThat(decisions.latest(10)).containsExactly(decision("new", NOW, "new facts"));
        assertThat(Rows.of(store.dataSource(), "SELECT document FROM decision_facts"))
                .containsExactly("new facts");
    }

    private void keep(StoredDecision... rows) throws Exception {
        for (StoredDecision row : rows) {
            decisions.add(() -> row);
        }
        decisions.carry();
    }

    private static StoredDecision decision(String id, long at, String facts) {
        return new StoredDecision(
                id,
                at,
                at,
                "engineering",
                "default",
                "code",
                "openai/gpt",
                "ok",
                140L,
                "r",
                "id of " + facts,
                facts,
                "{}",
                "{}");
    }
}
