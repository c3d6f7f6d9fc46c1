package dev.pointsman.examples.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.examples.confinement.CountingEgress.Connection;
import dev.pointsman.examples.confinement.Drawn.Model;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import dev.pointsman.router.AutoProviderFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Counted at the way out: whatever a policy, a request and the vendors do, nothing goes where it is not allowed. */
class ConfinementTest {

    private static final int POLICIES = 1_400;

    /** Of one conversation. */
    private static final int QUESTIONS = 7;

    /** Enough failures for breakers to open, so that panic comes up. */
    private static final int QUESTIONS_IN_A_STORM = 16;

    private static final ScheduledExecutorService TIMERS = Executors.newSingleThreadScheduledExecutor();

    private final Map<String, Integer> keptAway = new TreeMap<>();
    private int questions;
    private int connections;
    private int answers;
    private int fallbacks;

    @AfterAll
    static void end() {
        TIMERS.shutdownNow();
    }

    @Test
    void noAttemptLeavesWhatThePolicyAllows() {
        for (long seed = 0; seed < POLICIES; seed++) {
            converse(seed);
        }

        assertThat(questions).isGreaterThanOrEqualTo(10_000);
        assertThat(answers).isGreaterThan(questions / 5);
        assertThat(fallbacks).isGreaterThan(questions / 20);
        // Each constraint alone kept a request from a model that nothing else kept it from.
        assertThat(keptAway)
                .containsKeys(
                        "enabled",
                        "asked for another",
                        "no candidate",
                        "workspace",
                        "key",
                        "locality",
                        "region",
                        "retention",
                        "owner",
                        "capability",
                        "required capability",
                        "window",
                        "quality",
                        "price")
                .allSatisfy((reason, times) -> assertThat(times).as(reason).isGreaterThan(50));
    }

    private void converse(long seed) {
        Draw draw = new Draw(seed);
        Drawn policy = draw.policy();
        CountingEgress egress = new CountingEgress(policy.vendors());
        try (ModelProvider router = new AutoProviderFactory()
                .create(
                        new ProviderSettings("auto", "auto", policy.tree("http", 80)),
                        new LentEgress(egress::egress, TIMERS))) {
            int size = draw.chance(25) ? QUESTIONS_IN_A_STORM : QUESTIONS;
            for (int i = 0; i < size; i++) {
                Question question = draw.question(policy);
                boolean answered = ask(router, question);
                check(seed, policy, question, egress.taken(), answered);
            }
        }
    }

    static boolean ask(ModelProvider router, Question question) {
        try (ModelResponse response = router.call(question.request(), question.context())) {
            Optional<Frame> frame = response.next();
            while (frame.isPresent()) {
                frame = response.next();
            }
            return true;
        } catch (ProviderException e) {
            return false;
        }
    }

    private void check(long seed, Drawn policy, Question question, List<Connection> opened, boolean answered) {
        questions++;
        connections += opened.size();
        answers += answered ? 1 : 0;
        fallbacks += opened.size() > 1 ? 1 : 0;
        Allowed allowed = new Allowed(policy, question);
        List<Connection> may = new ArrayList<>();
        for (Vendor vendor : policy.vendors()) {
            for (Model model : vendor.models()) {
                List<String> against = allowed.against(vendor, model);
                if (against.isEmpty()) {
                    may.add(new Connection(vendor.address(), model.id()));
                } else if (against.size() == 1) {
                    keptAway.merge(against.getFirst(), 1, Integer::sum);
                }
            }
        }
        assertThat(may)
                .as(() -> "seed " + seed + ": " + question + " under " + policy)
                .containsAll(opened);
        assertThat(opened).doesNotHaveDuplicates();
    }
}
