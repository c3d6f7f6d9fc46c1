package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResilienceConfigTest {

    private static final Vocabulary VOCABULARY = new Vocabulary(Set.of("sandbox"), Set.of(), Set.of());

    @Test
    void withoutTheSectionTheDefaultsHold() {
        RouterConfig config = RouterConfig.read(Map.of("version", 1), VOCABULARY);

        assertThat(config.resilience()).isEqualTo(ResilienceConfig.DEFAULT);
    }

    @Test
    void readsTheRetryBudget() {
        RouterConfig config = read(Map.of("retryBudget", Map.of("ratio", 0.2, "capacity", 100, "perSecond", 0)));

        assertThat(config.resilience()).isEqualTo(new ResilienceConfig(0.2, 100, 0));
    }

    @Test
    void aRatioAboveOneAndAnUnknownKeyAreBothToldWithTheirPath() {
        InvalidSettingsException refused = catchThrowableOfType(
                InvalidSettingsException.class, () -> read(Map.of("retryBudget", Map.of("ratio", 2, "capcity", 100))));

        List<String> paths =
                refused.problems().stream().map(SettingsProblem::path).toList();
        assertThat(paths).containsExactlyInAnyOrder("resilience.retryBudget.ratio", "resilience.retryBudget.capcity");
    }

    private static RouterConfig read(Map<String, Object> resilience) {
        return RouterConfig.read(Map.of("version", 1, "resilience", resilience), VOCABULARY);
    }
}
