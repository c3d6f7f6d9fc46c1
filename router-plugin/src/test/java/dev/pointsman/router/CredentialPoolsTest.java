package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.KeyedVendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which key a vendor sees, for whom, and in which order. */
class CredentialPoolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The vendor {@code a} is preferred, {@code b} comes after it, {@code local} takes no credential. */
    private static final String POLICY = """
            {"version": 1,
             "resilience": {"retryBudget": {"capacity": 1000}},
             "providers": {
               "a": {"type": "fake", "owner": "platform", "source": "vault", %s, "models": [{"id": "m", "price": {"input": 1, "output": 1}}]},
               "b": {"type": "fake", "owner": "platform", "source": "vault", "credential": "${env:B}",
                     "models": [{"id": "m", "price": {"input": 1, "output": 1}}]}},
             "profiles": {"default": {"candidates": ["a/*"], "fallback": ["b/*"], "attempts": {"max": 9}%s}},
             "workspaces": {"eng": {%s "credentials": {"a": [
                 {"id": "one", "credential": "${env:E1}", "owner": "eng-leads", "source": "1password"%s},
                 {"id": "two", "credential": "${env:E2}", "owner": "eng-deputies", "source": "1password"%s}]}},
               "sales": {}}}""";

    private static final String PLATFORM = "\"credential\": \"${env:A}\"";

    private final KeyedVendor vendor = new KeyedVendor();
    private final List<AttemptReport> attempts = new ArrayList<>();
    private final FakeHost host = new FakeHost(vendor)
            .secret("${env:A}", "key-a")
            .secret("${env:A2}", "key-a2")
            .secret("${env:B}", "key-b")
            .secret("${env:E1}", "key-e1")
            .secret("${env:E2}", "key-e2")
            .listener((decision, reports, usage) -> attempts.addAll(reports));
    private ModelProvider auto;

    @AfterEach
    void close() {
        auto.close();
    }

    @ParameterizedTest
    @CsvSource({
        "default, 'key-e1,key-e2,key-b'",
        "only,    'key-e1,key-e2'",
        "first,   'key-e1,key-e2,key-a,key-b'",
        "off,     'key-a,key-b'"
    })
    void byokSaysWhoseKeysServeAWorkspaceInWhichOrder(String byok, String expected) {
        start(policy(PLATFORM, "", "\"byok\": \"%s\",".formatted(byok), ""));
        refuseAll();

        ProviderFailure failure = failure("eng");

        assertThat(vendor.keys()).containsExactly(expected.split(","));
        assertThat(failure).isInstanceOf(Exhausted.class);
    }

    @Test
    void aWorkspaceWithoutCredentialsOfItsOwnIsServedByThePlatforms() {
        start(policy(PLATFORM, "", "", ""));
        refuseAll();

        failure("sales");
        failure("never heard of");

        assertThat(vendor.keys()).startsWith("key-a", "key-b");
        assertThat(vendor.keys()).doesNotContain("key-e1", "key-e2");
    }

    @Test
    void whereNobodyElseHasAKeyAWorkspaceWithoutOneIsNotServed() {
        start(policy("\"region\": \"us\"", "", "", "").replace("\"credential\": \"${env:B}\",", ""));

        assertThat(answer("sales")).isEqualTo("b/m");
        JsonNode candidate = explained("sales").at("/decision/inputs/candidates/0");
        assertThat(vendor.keys()).hasSize(1).containsOnlyNulls();
        assertThat(candidate.path("barred").asText()).isEqualTo("no_credential");
    }

    @Test
    void aRateLimitedCredentialRestsForItsModelAndTheOtherAnswers() {
        start(policy(PLATFORM, "", "", ""));
        vendor.answers("key-e1", new RateLimited(Duration.ofMinutes(1)));

        assertThat(answer("eng")).isEqualTo("a/m");
        assertThat(vendor.keys()).containsExactly("key-e1", "key-e2");
        assertThat(answer("eng")).isEqualTo("a/m");
        assertThat(vendor.keys()).containsExactly("key-e2");
        assertThat(attempts).extracting(AttemptReport::credentialId).containsExactly("eng/one", "eng/two", "eng/two");
    }

    @Test
    void aDeadCredentialRestsAndItsValueIsTriedAgainOnceItChanges() {
        start(policy(PLATFORM, "", "", ""));
        vendor.answers("key-e1", new Unauthorized());
        answer("eng");
        answer("eng");
        assertThat(vendor.keys()).containsExactly("key-e1", "key-e2", "key-e2");

        host.secret("${env:E1}", "key-e1-rotated");
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        Set<String> keys = new TreeSet<>();
        while (!keys.contains("key-e1-rotated") && System.nanoTime() < deadline) {
            answer("eng", "another conversation each time " + System.nanoTime());
            keys.addAll(vendor.keys());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }

        assertThat(keys).contains("key-e1-rotated").doesNotContain("key-e1");
    }

    @Test
    void anAccountWithoutQuotaIsLeftForTheNext() {
        start(policy(PLATFORM, "", "", ""));
        vendor.answers("key-e1", new QuotaExhausted()).answers("key-e2", new QuotaExhausted());

        assertThat(answer("eng")).isEqualTo("b/m");
        assertThat(vendor.keys()).containsExactly("key-e1", "key-e2", "key-b");
    }

    @Test
    void whereTheEndpointFailsAnotherCredentialOfItIsNotTried() {
        start(policy(PLATFORM, "", "", ""));
        vendor.answers("key-e1", new Overloaded());

        assertThat(answer("eng")).isEqualTo("b/m");
        assertThat(vendor.keys()).containsExactly("key-e1", "key-b");
    }

    @Test
    void aConversationStaysWithItsCredentialWhileItsPromptCacheIsWarm() {
        start(policy(PLATFORM, "", "", ""));
        vendor.answers("key-e1", new RateLimited(Duration.ofSeconds(1)));
        answer("eng", "a conversation");
        vendor.answers("key-e1", null);
        vendor.keys();

        answer("eng", "a conversation");

        assertThat(vendor.keys()).containsExactly("key-e2");
    }

    @Test
    void weightsSpreadConversationsAndKeepEachWhereItIs() {
        start(policy(PLATFORM, "", "", ", \"weight\": 3", ", \"weight\": 1"));
        int first = 0;
        for (int i = 0; i < 400; i++) {
            answer("eng", "conversation " + i);
            answer("eng", "conversation " + i);
            List<String> keys = vendor.keys();
            assertThat(keys.get(0)).isEqualTo(keys.get(1));
            first += keys.getFirst().equals("key-e1") ? 1 : 0;
        }

        assertThat(first).isBetween(255, 345);
    }

    @Test
    void theOwnerOfTheCredentialIsWhatARequirementLooksAt() {
        start(policy(
                PLATFORM, ", \"require\": {\"owner\": [\"eng-deputies\", \"platform\"]}", "\"byok\": \"first\",", ""));
        refuseAll();

        failure("eng");

        assertThat(vendor.keys()).containsExactly("key-e2", "key-a", "key-b");
        assertThat(explained("eng").at("/decision/inputs/candidates/0/owner").asText())
                .isEqualTo("eng-deputies");
    }

    @Test
    void aProvidersOwnListIsAPoolToo() {
        start(policy("""
                "credentials": [{"id": "main", "credential": "${env:A}"}, {"id": "spare", "credential": "${env:A2}", "owner": "ops"}]""", "", "", ""));
        vendor.answers("key-a", new Unauthorized());

        assertThat(answer("sales")).isEqualTo("a/m");
        assertThat(vendor.keys()).containsExactly("key-a", "key-a2");
        assertThat(attempts).extracting(AttemptReport::credentialId).containsExactly("main", "spare");
    }

    @Test
    void aCredentialThatLeadsNowhereIsPassedOver() {
        start(policy(PLATFORM, "", "", "").replace("${env:E1}", "${env:GONE}"));

        assertThat(answer("eng")).isEqualTo("a/m");
        assertThat(vendor.keys()).containsExactly("key-e2");
    }

    @Test
    void theDecisionNamesTheCredentialAndTheCallersErrorNamesNone() {
        start(policy(PLATFORM, "", "\"byok\": \"only\",", ""));
        refuseAll();

        ProviderException thrown = catchThrowableOfType(ProviderException.class, () -> answer("eng"));
        JsonNode credential = explained("eng").at("/decision/inputs/candidates/0/credential");

        assertThat(thrown.failure().toString() + thrown.getMessage()).doesNotContain("eng/", "one", "key-", "env:");
        assertThat(credential.asText()).isEqualTo("eng/one");
        assertThat(failure("eng")).isInstanceOf(NoEligibleCandidate.class);
    }

    @Test
    void operatorsSeeEveryCredentialAndHowItStands() throws JsonProcessingException {
        start(policy(PLATFORM, "", "", "").replace("${env:E2}", "${env:GONE}"));
        vendor.answers("key-e1", new Unauthorized());
        answer("eng");

        JsonNode credentials = JSON.readTree(control("/health")).path("credentials");

        assertThat(credentials).hasSize(4);
        assertThat(credentials.get(0).path("id").asText()).isEqualTo("a");
        assertThat(credentials.get(1).path("id").asText()).isEqualTo("eng/one");
        assertThat(credentials.get(1).path("owner").asText()).isEqualTo("eng-leads");
        assertThat(credentials.get(1).path("closedForMillis").asLong()).isBetween(200_000L, 300_000L);
        assertThat(credentials.get(2).path("problem").asText()).contains("${env:GONE}");
        assertThat(credentials.toString()).doesNotContain("key-");
    }

    private static String policy(String a, String profile, String byok, String weights) {
        return policy(a, profile, byok, weights, weights);
    }

    private static String policy(String a, String profile, String byok, String first, String second) {
        return POLICY.formatted(a, profile, byok, first, second);
    }

    private void refuseAll() {
        for (String key : List.of("key-a", "key-a2", "key-b", "key-e1", "key-e2")) {
            vendor.answers(key, new Unauthorized());
        }
    }

    private void start(String policy) {
        try {
            Map<String, Object> tree = JSON.readValue(policy, new TypeReference<>() {});
            auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", tree), host);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(policy, e);
        }
    }

    private String answer(String workspace) {
        return answer(workspace, "hello");
    }

    private String answer(String workspace, String session) {
        ModelResponse response = auto.call(chat(), context(workspace, session));
        Optional<Frame> frame = response.next();
        while (frame.isPresent()) {
            frame = response.next();
        }
        response.close();
        return response.info().provider().orElseThrow() + "/"
                + response.info().model().orElseThrow();
    }

    private ProviderFailure failure(String workspace) {
        return catchThrowableOfType(ProviderException.class, () -> answer(workspace))
                .failure();
    }

    private JsonNode explained(String workspace) {
        try {
            return JSON.readTree("{\"decision\":"
                    + ((RouterControl) auto)
                            .explain(chat(), context(workspace, "s"))
                            .toJson()
                            .utf8()
                    + "}");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String control(String path) {
        ModelResponse response = ((RouterControl) auto).handle(ControlRequest.get(path));
        return response.next().orElseThrow().payload().utf8();
    }

    private static ModelRequest chat() {
        return ModelRequest.of(
                "auto",
                Dialect.OPENAI_CHAT,
                false,
                Payload.ofUtf8("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"));
    }

    private static CallContext context(String workspace, String session) {
        return new CallContext() {
            @Override
            public Caller caller() {
                return new Caller(workspace, null, null, null, session, Map.of(), Bounds.unbounded());
            }
        };
    }
}
