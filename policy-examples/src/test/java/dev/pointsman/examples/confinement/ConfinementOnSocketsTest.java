package dev.pointsman.examples.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.examples.confinement.Drawn.Model;
import dev.pointsman.examples.confinement.Drawn.Trouble;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import dev.pointsman.hostkit.egress.HostEgress;
import dev.pointsman.hostkit.egress.NameLookup;
import dev.pointsman.router.AutoProviderFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The same with real sockets: every vendor has a loopback address of its own, one more address is where redirects and changed
 * names lead, and what counts is who was connected to.
 */
class ConfinementOnSocketsTest {

    private static final int POLICIES = 120;
    private static final int QUESTIONS = 5;

    /** Nobody's: where redirects and names that were changed lead. */
    private static final String ELSEWHERE = "127.0.0.66";

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final LoopbackVendors listening = new LoopbackVendors(ELSEWHERE);

    @AfterEach
    void close() {
        listening.close();
        timers.shutdownNow();
    }

    @Test
    void nobodyButTheAllowedIsConnectedTo() {
        int connections = 0;
        for (long seed = 0; seed < POLICIES; seed++) {
            Draw draw = new Draw(seed);
            Drawn policy = onLoopback(draw.policy());
            listening.play(policy.vendors());
            try (HostEgress egress = HostEgress.builder().names(names(policy)).build();
                    ModelProvider router = router(policy, egress)) {
                for (int i = 0; i < QUESTIONS; i++) {
                    Question question = draw.question(policy);
                    ask(router, question);
                    Set<String> connected = listening.taken();
                    connections += connected.size();
                    assertThat(allowed(policy, question))
                            .as("seed " + seed + ": " + question + " under " + policy)
                            .containsAll(connected);
                }
            }
        }
        assertThat(connections).isGreaterThan(POLICIES);
    }

    @Test
    void aNameThatComesToLeadElsewhereIsFollowedNowhereItMayNotLead() {
        Vendor near = vendor("near", "127.0.0.2", true);
        Vendor far = vendor("far", "127.0.0.3", false);
        Drawn policy =
                new Drawn(List.of(near, far), Map.of("default", ANY, "other", ANY, "strict", ANY), Map.of(), ALL);
        listening.play(policy.vendors());
        // The local name turns public after its first answer; the public one turns to this machine.
        Map<String, Integer> asked = new ConcurrentHashMap<>();
        try (HostEgress egress = HostEgress.builder()
                        .names(host -> {
                            boolean first = asked.merge(host, 1, Integer::sum) == 1;
                            boolean local = host.equals("near.test");
                            return List.of(
                                    InetAddress.getByName(local ? first ? "127.0.0.2" : "203.0.113.9" : "127.0.0.3"));
                        })
                        .build();
                ModelProvider router = router(policy, egress)) {
            boolean first = ask(router, QUESTION.of("near/m0"));
            listening.dropConnections();
            boolean second = ask(router, QUESTION.of("near/m0"));
            boolean third = ask(router, QUESTION.of("far/m0"));

            assertThat(first).isTrue();
            assertThat(second).isFalse();
            assertThat(third).isFalse();
            assertThat(listening.taken()).containsExactly("127.0.0.2");
        }
    }

    private static final Drawn.Profile ANY = new Drawn.Profile(
            List.of(), List.of(), false, List.of(), null, List.of(), Set.of(), false, 0, null, "allow");
    private static final Drawn.Reach ALL = new Drawn.Reach(Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"), true);

    /** A plain question for a model. */
    private interface Plain {
        Question of(String model);
    }

    private static final Plain QUESTION = model -> new Question(
            model, Map.of(), "agent", null, ALL, false, false, false, false, false, false, false, false, false, false);

    private static Vendor vendor(String name, String address, boolean local) {
        Model model = new Model("m0", Draw.CHEAP, null, Draw.LARGE_WINDOW, 0.9);
        return new Vendor(
                name, "openai-compatible", address, local, "eu", "none", "red", true, List.of(model), Trouble.NONE);
    }

    /** Every vendor with an address of its own; names of vendors that are not local lead to loopback all the same. */
    private static Drawn onLoopback(Drawn policy) {
        List<Vendor> vendors = policy.vendors().stream()
                .map(vendor -> new Vendor(
                        vendor.name(),
                        vendor.type(),
                        "127.0.1." + (vendor.name().charAt(1) - '0' + 1),
                        vendor.local() || vendor.region() != null,
                        vendor.region(),
                        vendor.retention(),
                        vendor.owner(),
                        vendor.enabled(),
                        vendor.models(),
                        vendor.trouble() == Trouble.UNREACHABLE ? Trouble.REDIRECTS : vendor.trouble()))
                .toList();
        return new Drawn(vendors, policy.profiles(), policy.aliases(), policy.workspace());
    }

    private static NameLookup names(Drawn policy) {
        return host -> {
            for (Vendor vendor : policy.vendors()) {
                if (host.equals(vendor.name() + ".test")) {
                    return List.of(InetAddress.getByName(vendor.address()));
                }
            }
            throw new UnknownHostException(host);
        };
    }

    /** A vendor that is not declared local is never connected to at an address of this machine. */
    private static Set<String> allowed(Drawn policy, Question question) {
        Allowed allowed = new Allowed(policy, question);
        Set<String> addresses = new HashSet<>();
        for (Vendor vendor : policy.vendors()) {
            for (Model model : vendor.models()) {
                if (vendor.local() && allowed.against(vendor, model).isEmpty()) {
                    addresses.add(vendor.address());
                }
            }
        }
        return addresses;
    }

    private ModelProvider router(Drawn policy, HostEgress egress) {
        return new AutoProviderFactory()
                .create(
                        new ProviderSettings("auto", "auto", policy.tree("http", listening.port())),
                        new LentEgress(egress::egress, timers));
    }

    private static boolean ask(ModelProvider router, Question question) {
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
}
