package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    @Test
    void listsEveryMistakeWithItsPathAndAWayOut() {
        SettingsReader reader = reader(Map.of(
                "baseURL", "https://x.example/v1", "preset", "opnai", "headers", Map.of("x-a", Map.of()), "foo", 1));
        reader.text("baseUrl");
        reader.word("preset", Set.of("openai", "azure"));
        reader.texts("headers");

        assertThatThrownBy(reader::finish)
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .extracting(
                                        problem -> problem.path() + " " + problem.message() + "; " + problem.wayOut())
                                .containsExactly(
                                        "preset has no meaning as \"opnai\"; write one of: azure, openai",
                                        "headers.x-a is not a text; write a text in quotes",
                                        "baseURL is not a setting of this provider; did you mean \"baseUrl\"?",
                                        "foo is not a setting of this provider; remove it, or use one of: baseUrl, credential, "
                                                + "credentials, enabled, headers, locality, models, owner, preset, region, retention, source,"
                                                + " type"));
    }

    @Test
    void leavesAloneWhatTheRouterReads() {
        SettingsReader reader = reader(
                Map.of("type", "x", "credential", "${env:K}", "owner", "o", "region", "eu", "locality", "local"));

        reader.finish();

        assertThat(reader.text("preset")).isEmpty();
    }

    @Test
    void neverQuotesAValueThatIsNoWord() {
        SettingsReader reader = reader(Map.of("baseUrl", 5, "headers", "sk-secret-value"));
        reader.text("baseUrl");
        reader.texts("headers");

        assertThatThrownBy(reader::finish).hasMessageContaining("headers").hasMessageNotContaining("sk-secret");
    }

    private static SettingsReader reader(Map<String, Object> values) {
        return new SettingsReader(new ProviderSettings("acme", "openai-compatible", values));
    }
}
