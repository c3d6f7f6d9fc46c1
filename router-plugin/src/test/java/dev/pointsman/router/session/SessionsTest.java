package dev.pointsman.router.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.PromptText;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.EndpointKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final EndpointKey A = new EndpointKey("a", "one");
    private static final EndpointKey B = new EndpointKey("b", "two");
    private static final RequestFeatures PLAIN =
            RequestFeatures.builder().inputTokens(1_000).build();

    private final FakeTime time = new FakeTime();
    private final Sessions sessions = new Sessions(Sessions.Limits.DEFAULTS, new byte[] {1}, time::nanoTime);

    @Test
    void aNewConversationIsFree() {
        Affinity affinity = named("s").affinity(PLAIN);

        assertThat(affinity.lock()).isNull();
        assertThat(affinity.lastModel()).isNull();
        assertThat(affinity.prefixTokens()).isZero();
        assertThat(affinity.caches()).isEmpty();
        assertThat(affinity.session()).startsWith("caller:").doesNotContain(":s");
    }

    @Test
    void whoseAnswerBrokeOffIsKnownForAWhile() {
        named("s").brokeOff(A);

        assertThat(named("s").affinity(PLAIN).brokeOff()).isEqualTo("a/one");
        assertThat(named("another").affinity(PLAIN).brokeOff()).isNull();

        time.advance(Sessions.BROKEN_OFF.plusMillis(1));
        assertThat(named("s").affinity(PLAIN).brokeOff()).isNull();
    }

    @Test
    void anAnswerThatEndedWellClearsItsOwnModelAlone() {
        named("s").brokeOff(A);

        answer(named("s"), PLAIN, B, Usage.none());
        assertThat(named("s").affinity(PLAIN).brokeOff()).isEqualTo("a/one");

        answer(named("s"), PLAIN, A, Usage.none());
        assertThat(named("s").affinity(PLAIN).brokeOff()).isNull();
    }

    @Test
    void whoAnsweredLastIsKnownWithWhatLiesInItsCache() {
        answer(named("s"), PLAIN, A, new Usage(1_000, 300, 200, 50, 0));

        Affinity next =
                named("s").affinity(RequestFeatures.builder().inputTokens(2_000).build());

        assertThat(next.lastModel()).isEqualTo("a/one");
        assertThat(next.caches()).isEqualTo(Map.of("a/one", new CachedPrefix(500, 1)));
        assertThat(next.prefixTokens()).isEqualTo(500);
    }

    @Test
    void everyModelThatAnsweredHasACacheOfItsOwn() {
        answer(named("s"), PLAIN, A, new Usage(1_000, 300, 200, 50, 0));
        time.advance(Duration.ofMinutes(4));
        answer(named("s"), PLAIN, B, new Usage(1_000, 0, 800, 50, 0));
        time.advance(Duration.ofMinutes(2));

        Affinity affinity = named("s").affinity(PLAIN);

        // Anthropic keeps what it bills for writing five minutes from its last use.
        assertThat(affinity.caches())
                .isEqualTo(Map.of(A.name(), new CachedPrefix(500, 0), B.name(), new CachedPrefix(800, 1)));
        assertThat(affinity.prefixTokens()).isEqualTo(800);
    }

    @Test
    void aCacheThatTheClientAskedForAnHourIsWarmForAnHour() {
        RequestFacts hour = hourLong();
        Session session = sessions.find(caller("w", "s", null), "auto", hour);
        session.answered(PLAIN, A, null, new Usage(1_000, 0, 900, 50, 0), Set.of());

        time.advance(Duration.ofMinutes(59));

        Affinity affinity = sessions.find(caller("w", "s", null), "auto", hour).affinity(PLAIN);
        assertThat(affinity.caches()).isEqualTo(Map.of(A.name(), new CachedPrefix(900, 1)));
        assertThat(affinity.hourLong()).isTrue();
    }

    @Test
    void aUserIsKeptAsAKeyedFingerprint() {
        String kept = sessions.fingerprintOfUser("w", "alice@example.com");

        assertThat(kept)
                .startsWith("user:")
                .doesNotContain("alice")
                .isEqualTo(sessions.fingerprintOfUser("w", "alice@example.com"));
        assertThat(kept)
                .isNotEqualTo(sessions.fingerprintOfUser("v", "alice@example.com"))
                .isNotEqualTo(new Sessions(Sessions.Limits.DEFAULTS, new byte[] {2}, time::nanoTime)
                        .fingerprintOfUser("w", "alice@example.com"));
    }

    @Test
    void aCacheGoesColdAndTheConversationIsFreeToMove() {
        answer(named("s"), PLAIN, A, new Usage(1_000, 900, 0, 50, 0));

        time.advance(Duration.ofMinutes(10).plusNanos(1));

        assertThat(named("s").affinity(PLAIN).caches()).isEqualTo(Map.of("a/one", new CachedPrefix(900, 0)));
        assertThat(named("s").lastModel()).isNull();
    }

    @Test
    void aLockDoesNotGoColdButIsForgottenInTheEnd() {
        answer(named("s"), PLAIN, A, Usage.none());

        time.advance(Duration.ofHours(2));
        assertThat(named("s").affinity(toolLoop()).lock()).isEqualTo(new Lock("a/one", "tool_loop", false));

        time.advance(Duration.ofHours(23));
        assertThat(named("s").affinity(toolLoop()).lock()).isNull();
    }

    @Test
    void theCallersNameCountsBeforeTheTextsAndThatBeforeTheFirstWords() {
        Caller unnamed = caller("w", null, null);

        assertThat(shown(sessions.find(caller("w", "s", null), "auto", facts("head", "text-session"))))
                .startsWith("caller:");
        assertThat(shown(sessions.find(unnamed, "auto", facts("head", "text-session"))))
                .startsWith("text:");
        assertThat(shown(sessions.find(unnamed, "auto", facts("head", null)))).startsWith("head:");
        assertThat(shown(sessions.find(unnamed, "auto", facts("\n", null)))).isNull();
    }

    @Test
    void aFingerprintTellsNothingAndDiffersFromInstanceToInstance() {
        Sessions other = new Sessions(Sessions.Limits.DEFAULTS, new byte[] {2}, time::nanoTime);
        RequestFacts facts = facts("You are a canary.", null);

        Session here = sessions.find(Caller.anonymous(), "auto", facts);
        Session there = other.find(Caller.anonymous(), "auto", facts);

        assertThat(shown(here)).doesNotContain("canary").isNotEqualTo(shown(there));
        assertThat(here.toString()).doesNotContain("canary");
    }

    @Test
    void aSideCallForAnotherModelIsAnotherConversation() {
        answer(named("s"), PLAIN, A, Usage.none());

        Session title = sessions.find(caller("w", "s", null), "auto-fast", facts("head", null));

        assertThat(title.lastModel()).isNull();
    }

    @Test
    void anAgentsSessionsAreItsOwn() {
        answer(sessions.find(caller("w", "s", "coder"), "auto", facts("h", null)), PLAIN, A, Usage.none());

        Session other = sessions.find(caller("w", "s", "writer"), "auto", facts("h", null));

        assertThat(other.lastModel()).isNull();
    }

    @Test
    void anUploadBelongsToWhoAnsweredARequestWithIt() {
        RequestFeatures file = pinned(Pins.FILE_ID);
        answer(named("s"), PLAIN, A, Usage.none());
        assertThat(named("s").affinity(file).lock()).isNull();

        answer(named("s"), file, B, Usage.none());

        assertThat(named("s").affinity(file).lock()).isEqualTo(new Lock("b", "file_id", true));
    }

    @Test
    void stateThatAnAnswerBroughtBelongsToWhoAnsweredLast() {
        answer(named("s"), PLAIN, A, Usage.none());

        assertThat(named("s").affinity(pinned(Pins.PREVIOUS_RESPONSE_ID)).lock())
                .isEqualTo(new Lock("a", "previous_response_id", true));
        assertThat(named("s").affinity(pinned(Pins.CONTEXT_TOKENS)).lock())
                .isEqualTo(new Lock("a/one", "context_tokens", true));
    }

    @Test
    void firmStateCountsBeforeAnOpenToolLoop() {
        answer(named("s"), PLAIN, A, Usage.none());
        RequestFeatures both = RequestFeatures.builder()
                .toolLoop(true)
                .pins(Set.of(Pins.REASONING_SIGNATURE, Pins.ENCRYPTED_CONTENT))
                .build();

        assertThat(named("s").affinity(both).lock()).isEqualTo(new Lock("a", "encrypted_content", true));
    }

    @Test
    void reasoningLeftBehindLeadsBackToItsIssuerUntilAnotherOneSigns() {
        RequestFeatures signed = pinned(Pins.REASONING_SIGNATURE);
        answer(named("s"), PLAIN, A, Usage.none());
        answer(named("s"), signed, B, Usage.none());
        assertThat(named("s").affinity(signed).lock()).isEqualTo(new Lock("a", "reasoning_signature", false));

        named("s").answered(signed, B, null, Usage.none(), Set.of("sig-b"));

        assertThat(named("s").affinity(signed).lock()).isEqualTo(new Lock("b", "reasoning_signature", false));
    }

    @Test
    void aSignatureIsKnownByItsIssuerInItsWorkspaceAlone() {
        named("s").answered(PLAIN, A, null, Usage.none(), Set.of("sig"));

        Session elsewhere = sessions.find(caller("v", "s", null), "auto", facts("h", null));

        assertThat(named("other").issuerOf("sig")).isEqualTo("a");
        assertThat(named("s").issuerOf("another")).isNull();
        assertThat(elsewhere.issuerOf("sig")).isNull();
    }

    @Test
    void aCredentialIsUsedAgainWhileTheCacheIsWarmOrItsAccountHoldsState() {
        named("s").answered(PLAIN, A, "eng/one", Usage.none(), Set.of());

        assertThat(named("s").lastCredential(A.provider(), PLAIN)).isEqualTo("eng/one");
        assertThat(named("s").lastCredential(B.provider(), PLAIN)).isNull();
        time.advance(Duration.ofMinutes(11));

        assertThat(named("s").lastCredential(A.provider(), PLAIN)).isNull();
        assertThat(named("s").lastCredential(A.provider(), pinned(Pins.PREVIOUS_RESPONSE_ID)))
                .isEqualTo("eng/one");
        assertThat(named("another").lastCredential(A.provider(), PLAIN)).isNull();
    }

    private Session named(String session) {
        return sessions.find(caller("w", session, null), "auto", facts("head", null));
    }

    private static String shown(Session session) {
        return session.affinity(PLAIN).session();
    }

    private static void answer(Session session, RequestFeatures features, EndpointKey by, Usage usage) {
        session.answered(features, by, null, usage, Set.of());
    }

    private static RequestFeatures toolLoop() {
        return RequestFeatures.builder().toolLoop(true).build();
    }

    private static RequestFeatures pinned(String pin) {
        return RequestFeatures.builder().pins(Set.of(pin)).build();
    }

    private static RequestFacts hourLong() {
        PromptText none = PromptText.of("");
        return new RequestFacts(
                100, 0, null, 0, 1, false, Set.of(), Set.of(), none, PromptText.of("head"), null, null, null, true);
    }

    static Caller caller(String workspace, String session, String agent) {
        return new Caller(workspace, null, null, agent, session, Map.of(), Bounds.unbounded());
    }

    static RequestFacts facts(String head, String sessionHint) {
        return new RequestFacts(
                100,
                0,
                null,
                0,
                1,
                false,
                Set.of(),
                Set.of(),
                PromptText.of("last"),
                PromptText.of(head),
                null,
                sessionHint,
                null);
    }
}
