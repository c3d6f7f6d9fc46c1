package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.RandomByokPolicy.Key;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.KeyedVendor;
import dev.pointsman.router.fake.KeyedVendor.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's credential never serves another's request, whatever the policy, the failures, the conversations and the reloads:
 * 300 worlds of 40 requests each, many at a time, since they wait between attempts. What is allowed is worked out here from the policy's text, not from the router's pools.
 */
class CredentialIsolationPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = 40;
    private static final int WORLDS = 30;
    private static final List<String> CALLERS = List.of("red", "green", "blue", "nobody", "");
    private static final List<String> MODELS = List.of("auto", "auto-fast", "p0/m", "p1/m", "p2/n");

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void everyKeyThatAVendorSeesBelongsToTheCallerOrIsThePlatformsWhereThatIsAllowed(@ForAll long seed) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> worlds = new ArrayList<>();
            for (int i = 0; i < WORLDS; i++) {
                long own = seed + i;
                worlds.add(executor.submit(() -> world(own)));
            }
            for (int i = 0; i < WORLDS; i++) {
                assertThat(worlds.get(i)).as("the world of seed %d", seed + i).succeedsWithin(Duration.ofSeconds(60));
            }
        }
    }

    private static Void world(long seed) throws IOException {
        Random random = new Random(seed);
        KeyedVendor vendor = new KeyedVendor();
        FakeHost host = new FakeHost(vendor);
        RandomByokPolicy policy = RandomByokPolicy.of(random, host);
        ModelProvider auto =
                new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy.tree()), host);
        try {
            for (int i = 0; i < REQUESTS; i++) {
                if (random.nextInt(12) == 0) {
                    policy = RandomByokPolicy.of(random, host);
                    reload(auto, policy);
                }
                policy.keys().forEach(key -> vendor.answers(key.value(), failure(random)));
                String workspace = CALLERS.get(random.nextInt(CALLERS.size()));
                @Nullable String told = ask(auto, workspace, random);
                check(policy, workspace, vendor.seen);
                vendor.seen.clear();
                assertThat(told == null ? "" : told).doesNotContain("key-", "cred-", "red/", "green/", "blue/");
            }
            return null;
        } finally {
            auto.close();
        }
    }

    private static void check(RandomByokPolicy policy, String workspace, List<Seen> seen) {
        Set<Seen> once = new HashSet<>();
        for (Seen attempt : seen) {
            assertThat(attempt.workspace()).isEqualTo(workspace);
            assertThat(once.add(attempt)).as("tried twice: %s", attempt).isTrue();
            if (attempt.key() == null) {
                assertThat(policy.keysAt(attempt.provider()))
                        .as("sent without a key")
                        .isEmpty();
                continue;
            }
            Key key = policy.keyOf(attempt.key());
            assertThat(key.provider()).isEqualTo(attempt.provider());
            if (key.workspace() == null) {
                assertThat(policy.mayUsePlatform(workspace, attempt.provider()))
                        .as("%s used %s under\n%s", workspace, key, policy)
                        .isTrue();
            } else {
                assertThat(key.workspace()).as("whose key served\n%s", policy).isEqualTo(workspace);
                assertThat(policy.byok(workspace)).isNotEqualTo("off");
            }
        }
    }

    private static @Nullable ProviderFailure failure(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new ProviderFailure.Unauthorized();
            case 1 -> new ProviderFailure.QuotaExhausted();
            case 2 -> new ProviderFailure.RateLimited(Duration.ofSeconds(2));
            case 3 -> new ProviderFailure.Overloaded();
            case 4 -> new ProviderFailure.ContextTooLong();
            default -> null;
        };
    }

    /** Reads the whole answer; what the caller was told when there was none. */
    private static @Nullable String ask(ModelProvider auto, String workspace, Random random) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String session = random.nextBoolean() ? "s" + random.nextInt(3) : null;
        ModelRequest request = ModelRequest.of(
                model,
                Dialect.OPENAI_CHAT,
                false,
                Payload.ofUtf8("{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
                        .formatted(model)));
        CallContext context = new CallContext() {
            @Override
            public Caller caller() {
                return new Caller(workspace, null, null, null, session, Map.of(), Bounds.unbounded());
            }
        };
        try (ModelResponse response = auto.call(request, context)) {
            while (response.next().isPresent()) {
                // What it says does not matter here.
                continue;
            }
            return null;
        } catch (ProviderException e) {
            return e.failure() + " " + e.getMessage();
        }
    }

    private static void reload(ModelProvider auto, RandomByokPolicy policy) throws IOException {
        ControlRequest put =
                new ControlRequest("PUT", "/policy", Map.of(), Payload.of(JSON.writeValueAsBytes(policy.tree())));
        try (ModelResponse response = ((RouterControl) auto).handle(put)) {
            assertThat(response.next()).isPresent();
        }
    }
}
