package dev.pointsman.examples.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.examples.confinement.CountingEgress.Connection;
import dev.pointsman.examples.confinement.Drawn.Model;
import dev.pointsman.examples.confinement.Drawn.Reach;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import dev.pointsman.router.AutoProviderFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@link ConfinementTest} can fail: a router that is not told of one demand, and so does not check it, goes where {@link Allowed}
 * has that demand, and no other, against it.
 */
class ConfinementCanFailTest {

    private static final int MOST_POLICIES = 1_400;
    private static final int QUESTIONS = 7;
    private static final Reach EVERYTHING = new Reach(Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"), true);

    private static final UnaryOperator<Map<String, Object>> WHOLE_POLICY = UnaryOperator.identity();
    private static final UnaryOperator<Question> AS_ASKED = UnaryOperator.identity();
    private static final BiFunction<CountingEgress, Endpoint, Egress> CAREFUL = CountingEgress::egress;

    private static final ScheduledExecutorService TIMERS = Executors.newSingleThreadScheduledExecutor();

    @AfterAll
    static void end() {
        TIMERS.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "region, profiles.*.require.region",
        "locality, profiles.*.require.locality",
        "retention, profiles.*.require.retention",
        "owner, profiles.*.require.owner",
        "required capability, profiles.*.require.capabilities",
        "quality, profiles.*.qualityFloor",
        "price, profiles.*.maxPrice",
        "no candidate, profiles.*.candidates",
        "workspace, workspaces.default.allow",
        "enabled, providers.*.enabled",
        "capability, providers.*.models.*.capabilities",
        "window, providers.*.models.*.window"
    })
    void aRouterThatIsNotToldOfADemandIsNoticed(String reason, String path) {
        UnaryOperator<Map<String, Object>> forgetful = policy -> without(policy, path);

        assertThat(isNoticed(List.of(reason), forgetful, AS_ASKED, CAREFUL)).isTrue();
    }

    @Test
    void aRouterThatForgetsTheBoundsOfAKeyIsNoticed() {
        UnaryOperator<Question> unbounded = question -> question.withKey(new Reach(
                EVERYTHING.models(),
                question.key().profiles(),
                EVERYTHING.providers(),
                EVERYTHING.regions(),
                question.key().headers()));

        assertThat(isNoticed(List.of("key"), WHOLE_POLICY, unbounded, CAREFUL)).isTrue();
    }

    @Test
    void aRouterThatTakesADirectNameForAWishIsNoticed() {
        UnaryOperator<Question> loose =
                question -> question.model().contains("/") ? question.withModel("auto") : question;

        assertThat(isNoticed(List.of("asked for another"), WHOLE_POLICY, loose, CAREFUL))
                .isTrue();
    }

    @Test
    void aWayOutThatFollowsRedirectsIsNoticed() {
        assertThat(isNoticed(List.of(), WHOLE_POLICY, AS_ASKED, CountingEgress::gullible))
                .isTrue();
    }

    /** A router and a way out as they are go nowhere else, or the tests above would show nothing. */
    @Test
    void aRouterThatIsToldEverythingIsNotNoticed() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(strays(seed, WHOLE_POLICY, AS_ASKED, CAREFUL)).isEmpty();
        }
    }

    /** @param against the reasons that the connection must have against it; none for one to nobody's address */
    private static boolean isNoticed(
            List<String> against,
            UnaryOperator<Map<String, Object>> policySeen,
            UnaryOperator<Question> questionSeen,
            BiFunction<CountingEgress, Endpoint, Egress> way) {
        for (long seed = 0; seed < MOST_POLICIES; seed++) {
            if (strays(seed, policySeen, questionSeen, way).contains(against)) {
                return true;
            }
        }
        return false;
    }

    /** What stands against each connection of one conversation that is not allowed. */
    private static List<List<String>> strays(
            long seed,
            UnaryOperator<Map<String, Object>> policySeen,
            UnaryOperator<Question> questionSeen,
            BiFunction<CountingEgress, Endpoint, Egress> way) {
        Draw draw = new Draw(seed);
        Drawn policy = draw.policy();
        CountingEgress egress = new CountingEgress(policy.vendors());
        List<List<String>> strays = new ArrayList<>();
        try (ModelProvider router = new AutoProviderFactory()
                .create(
                        new ProviderSettings("auto", "auto", policySeen.apply(policy.tree("http", 80))),
                        new LentEgress(endpoint -> way.apply(egress, endpoint), TIMERS))) {
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = draw.question(policy);
                ConfinementTest.ask(router, questionSeen.apply(question));
                Allowed allowed = new Allowed(policy, question);
                for (Connection opened : egress.taken()) {
                    judge(policy, allowed, opened, strays);
                }
            }
        }
        return strays;
    }

    private static void judge(Drawn policy, Allowed allowed, Connection opened, List<List<String>> strays) {
        for (Vendor vendor : policy.vendors()) {
            for (Model model : vendor.models()) {
                if (opened.equals(new Connection(vendor.address(), model.id()))) {
                    List<String> against = allowed.against(vendor, model);
                    if (!against.isEmpty()) {
                        strays.add(against);
                    }
                    return;
                }
            }
        }
        strays.add(List.of());
    }

    /** A copy without the member at the path, of which {@code *} is every member or element. */
    private static Map<String, Object> without(Map<String, Object> tree, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            boolean meant = name.equals("*") || name.equals(key);
            if (!meant) {
                copy.put(key, value);
            } else if (dot >= 0) {
                copy.put(key, within(value, path.substring(dot + 1)));
            }
        });
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Object within(Object value, String path) {
        if (value instanceof List<?> list) {
            String rest = path.substring(path.indexOf('.') + 1);
            return list.stream().map(element -> within(element, rest)).toList();
        }
        return without((Map<String, Object>) value, path);
    }
}
