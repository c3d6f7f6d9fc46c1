package dev.pointsman.edge.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.hostkit.store.Store;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnEachStore
@Timeout(60)
class StoredKeysTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final Pepper PEPPER = Pepper.of(Secret.of("a-pepper-of-the-test"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestStore store;
    private final AtomicLong millis = new AtomicLong();
    private final WatchedStore watched;
    private final StoredKeys keys;
    private final KeyControl control;

    StoredKeysTest(TestStore store) {
        this.store = store;
        this.watched = new WatchedStore(store.dataSource());
        this.keys = keysOver(watched);
        this.control = keys.control();
    }

    @BeforeEach
    void empty() throws SQLException {
        store.empty(List.of("virtual_key"));
    }

    @Test
    void aKeyIsShownOnceAndOpensWithWhatWasGranted() throws Exception {
        JsonNode made = make("""
                {"name": "ci", "workspace": "engineering", "models": ["openai/*"], "headers": ["X-Pointsman-Agent"],
                 "limits": {"requestsPerMinute": 60, "tokensPerMinute": 9000, "concurrent": 2},
                 "labels": {"data": "internal"}, "expires": "30d"}""");

        VirtualKey key = keys.find(made.path("key").asText()).orElseThrow();

        Set<String> any = Set.of("*");
        assertThat(key)
                .isEqualTo(new VirtualKey(
                        made.path("id").asText(),
                        "engineering",
                        new Bounds(Set.of("openai/*"), any, any, any, Set.of("x-pointsman-agent")),
                        new CallerLimits(60, 9000, 2),
                        Map.of("data", "internal")));
        assertThat(made.path("key").asText()).matches("pm-[a-z0-9]{12}-[A-Za-z0-9_-]{43}");
        assertThat(made.path("expires").asText()).isEqualTo("2026-12-25T10:00:00Z");
        assertThat(get("/keys").toString() + get("/keys/" + key.id()))
                .contains(key.id(), "engineering")
                .doesNotContain(made.path("key").asText(), "\"key\"");
    }

    @Test
    void listsTheKeysOfAWorkspace() throws Exception {
        String first = make("{\"workspace\": \"a\"}").path("id").asText();
        make("{\"workspace\": \"b\"}");

        JsonNode listed = JSON.readTree(
                control.answer(new ControlRequest("GET", "/keys", Map.of("workspace", "a"), Payload.empty()))
                        .array());

        assertThat(listed.path("keys")).hasSize(1);
        assertThat(listed.path("keys").path(0).path("id").asText()).isEqualTo(first);
        assertThat(get("/keys").path("keys")).hasSize(2);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndWithinASecondElsewhere() throws Exception {
        JsonNode made = make("{}");
        String key = made.path("key").asText();
        try (Store other = Store.at(store.url())) {
            StoredKeys elsewhere = new StoredKeys(other.dataSource(), PEPPER, this::now, this::nanos);
            assertThat(keys.find(key)).isPresent();
            assertThat(elsewhere.find(key)).isPresent();

            JsonNode revoked = ask("DELETE", "/keys/" + made.path("id").asText());

            assertThat(revoked.path("state").asText()).isEqualTo("revoked");
            assertThat(keys.find(key)).isEmpty();
            millis.addAndGet(StoredKeys.FRESH_MILLIS);
            assertThat(elsewhere.find(key)).isEmpty();
            assertThat(StoredKeys.FRESH_MILLIS).isLessThan(1_000);
        }
    }

    @Test
    void revokingTwiceKeepsTheFirstInstant() throws Exception {
        String id = make("{}").path("id").asText();
        String first = ask("DELETE", "/keys/" + id).path("revoked").asText();
        millis.addAndGet(10_000);

        assertThat(ask("DELETE", "/keys/" + id).path("revoked").asText()).isEqualTo(first);
    }

    @Test
    void anExpiredKeyIsRefusedFromItsInstantOn() throws Exception {
        String key = make("{\"expires\": \"2026-11-25T11:00:00Z\"}").path("key").asText();
        millis.set(Duration.ofHours(1).toMillis() - 1);
        assertThat(keys.find(key)).isPresent();

        millis.incrementAndGet();

        assertThat(keys.find(key)).isEmpty();
        assertThat(get("/keys").path("keys").path(0).path("state").asText()).isEqualTo("expired");
    }

    @Test
    void keysThatBeginAlikeAreNotTakenForEachOther() throws Exception {
        String key = make("{}").path("key").asText();
        assertThat(keys.find(key)).isPresent();
        char last = key.charAt(key.length() - 1);

        String sameBut = key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A');

        assertThat(sameBut).startsWith(key.substring(0, 40));
        assertThat(keys.find(sameBut)).isEmpty();
        assertThat(keys.find(key.substring(0, 20))).isEmpty();
        assertThat(keys.find(key + "x")).isEmpty();
    }

    @Test
    void aTableWithoutItsPepperOpensNothing() throws Exception {
        String key = make("{}").path("key").asText();
        StoredKeys other = new StoredKeys(store.dataSource(), Pepper.random(), this::now, this::nanos);

        assertThat(other.find(key)).isEmpty();
    }

    @Test
    void noKeyEverReachesTheDatabase() throws Exception {
        String key = make("{\"name\": \"secret\"}").path("key").asText();
        String guess = key.substring(0, key.length() - 6) + "AAAAAA";
        keys.find(key);
        keys.find(guess);
        ask("DELETE", "/keys/" + key.substring(3, 15));

        assertThat(watched.said()).isNotEmpty().noneMatch(said -> said.contains(key.substring(16, 50)));
    }

    @Test
    void aStoreThatFailsIsNotToldApartByItsWords() throws Exception {
        String key = make("{}").path("key").asText();
        watched.fails(true);

        assertThatThrownBy(() -> keys.find(key))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessage("the store of virtual keys fails with SQLException")
                .hasNoCause();
        assertThatThrownBy(() -> get("/keys")).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void aKeyThatWasKnownGoesOnWhileTheStoreFails() throws Exception {
        JsonNode made = make("{}");
        String key = made.path("key").asText();
        assertThat(keys.find(key)).isPresent();
        watched.fails(true);
        millis.addAndGet(60_000);
        assertThat(keys.find(key)).isPresent();

        watched.fails(false);
        new KeyTable(store.dataSource()).revoke(made.path("id").asText(), now());
        millis.addAndGet(StoredKeys.FRESH_MILLIS);

        assertThat(keys.find(key)).isEmpty();
    }

    @Test
    void oddTextsAreNoKeysAndAreNotLookedFor() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            assertThat(keys.find(odd(random))).isEmpty();
        }

        assertThat(watched.said()).isEmpty();
    }

    @Test
    void aUseIsNotedOnceAMinute() throws Exception {
        String key = make("{}").path("key").asText();
        assertThat(get("/keys").path("keys").path(0).has("lastUsed")).isFalse();

        keys.find(key);
        String first = awaitLastUsed("");
        millis.addAndGet(59_000);
        keys.find(key);
        long updates = updates();
        millis.addAndGet(2_000);
        keys.find(key);

        assertThat(awaitLastUsed(first)).isEqualTo("2026-11-25T10:01:01Z");
        assertThat(updates).isEqualTo(1);
    }

    @Test
    void aQuestionThatIsWrongIsTold() {
        assertThatThrownBy(() -> get("/keys/nobody")).satisfies(e -> status(e, 404));
        assertThatThrownBy(() -> get("/keys/' OR 1=1 --")).satisfies(e -> status(e, 404));
        assertThatThrownBy(() -> ask("PUT", "/keys")).satisfies(e -> status(e, 405));
    }

    private static void status(Throwable e, int status) {
        assertThat(((ControlException) e).status()).isEqualTo(status);
    }

    private static String odd(Random random) {
        String alphabet = "pm-abz019_%'\";\\ \u0000\n\u00e9\ud83d\ude00ABZ";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "pm-" : "");
        for (int i = random.nextInt(600); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private long updates() {
        return watched.said().stream()
                .filter(said -> said.startsWith("prepareStatement") && said.contains("SET last_used_at"))
                .count();
    }

    private String awaitLastUsed(String before) throws IOException {
        for (int i = 0; i < 2_000; i++) {
            String used = get("/keys").path("keys").path(0).path("lastUsed").asText();
            if (!used.equals(before)) {
                return used;
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("the use was not noted");
    }

    private StoredKeys keysOver(WatchedStore any) {
        return new StoredKeys(any.dataSource(), PEPPER, this::now, this::nanos);
    }

    private Instant now() {
        return START.plusMillis(millis.get());
    }

    private long nanos() {
        return millis.get() * 1_000_000;
    }

    private JsonNode make(String grant) throws IOException {
        return JSON.readTree(control.answer(new ControlRequest("POST", "/keys", Map.of(), Payload.ofUtf8(grant)))
                .array());
    }

    private JsonNode get(String path) throws IOException {
        return ask("GET", path);
    }

    private JsonNode ask(String method, String path) throws IOException {
        return JSON.readTree(control.answer(new ControlRequest(method, path, Map.of(), Payload.empty()))
                .array());
    }
}
