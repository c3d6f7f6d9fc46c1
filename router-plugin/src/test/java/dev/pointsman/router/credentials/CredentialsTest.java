package dev.pointsman.router.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.router.config.CredentialConfig;
import dev.pointsman.router.fake.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final PooledCredential CREDENTIAL = new PooledCredential(
            "openai", "eng", new CredentialConfig("main", "${sealed:eng/openai/main}", "eng-leads", "portal", 0));

    private final FakeTime time = new FakeTime();
    private int reads;
    private String value = "sk-one";
    private SecretUnavailableException trouble;

    private final Credentials credentials = new Credentials(
            reference -> {
                reads++;
                if (trouble != null) {
                    throw trouble;
                }
                return Secret.of(value);
            },
            time::nanoTime);

    @Test
    void aChangedValueServesWithinFiveSecondsAndRequestsHardlyEverRead() {
        assertThat(secret()).isEqualTo("sk-one");
        value = "sk-two";
        for (int i = 0; i < 100; i++) {
            credentials.of(CREDENTIAL);
        }
        assertThat(reads).isEqualTo(1);

        time.advance(Duration.ofSeconds(5));

        assertThat(secret()).isEqualTo("sk-two");
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void healthKeepsANewValueApartFromTheOldOneAndAnOldOneTogether() {
        String first = credentials.of(CREDENTIAL).healthKey();
        time.advance(Duration.ofSeconds(5));
        assertThat(credentials.of(CREDENTIAL).healthKey()).isEqualTo(first);

        value = "sk-two";
        time.advance(Duration.ofSeconds(5));
        String second = credentials.of(CREDENTIAL).healthKey();
        value = "sk-one";
        time.advance(Duration.ofSeconds(5));

        assertThat(second).isNotEqualTo(first);
        assertThat(credentials.of(CREDENTIAL).healthKey()).isEqualTo(first);
        assertThat(credentials.of(CREDENTIAL).id()).isEqualTo("eng/main");
    }

    @Test
    void aPassingTroubleKeepsWhatIsKnownAndARemovedSecretIsForgotten() {
        secret();
        trouble = SecretUnavailableException.passing("the store is away");
        time.advance(Duration.ofSeconds(5));
        assertThat(secret()).isEqualTo("sk-one");

        trouble = new SecretUnavailableException("nothing is sealed under this name");
        time.advance(Duration.ofSeconds(5));

        assertThat(credentials.of(CREDENTIAL))
                .isEqualTo(new CredentialState.Missing("eng/main", "nothing is sealed under this name"));
        assertThat(credentials.fingerprint(CREDENTIAL)).isEmpty();
    }

    @Test
    void aPassingTroubleFromTheStartIsToldAsAny() {
        trouble = SecretUnavailableException.passing("the store is away");

        assertThat(credentials.of(CREDENTIAL)).isInstanceOf(CredentialState.Missing.class);
    }

    @Test
    void neitherStateNorFingerprintTellsTheValue() {
        CredentialState state = credentials.of(CREDENTIAL);

        assertThat(state.toString() + state.healthKey() + credentials.fingerprint(CREDENTIAL) + credentials)
                .doesNotContain("sk-one");
    }

    private String secret() {
        return ((CredentialState.Usable) credentials.of(CREDENTIAL))
                .credential()
                .key()
                .orElseThrow()
                .reveal();
    }
}
