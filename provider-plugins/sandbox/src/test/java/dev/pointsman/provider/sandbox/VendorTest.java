package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VendorTest {

    private static final String HELLO = Sandbox.saying("hello");

    @Test
    void offersAllVendorsWithTheirMadeUpPrices() {
        try (ModelProvider provider = Sandbox.with(Map.of())) {
            // When
            List<ModelDescriptor> models = provider.models(CallContext.ANONYMOUS);

            // Then
            assertThat(models)
                    .extracting(ModelDescriptor::id)
                    .containsExactly("cheap", "fast", "smart", "flaky", "dead");
            assertThat(models.get(2).inputPrice()).contains(new BigDecimal("3"));
            assertThat(models.get(2).outputPrice()).contains(new BigDecimal("15"));
            assertThat(models).allSatisfy(model -> {
                assertThat(model.contextWindow()).isPresent();
                assertThat(model.capabilities().orElseThrow()).contains(Capability.TOOLS, Capability.STREAMING);
            });
        }
    }

    @Test
    void offersOnlyTheVendorsOfItsSettings() {
        try (ModelProvider provider = Sandbox.with(Map.of("vendors", List.of("smart")))) {
            assertThat(provider.models(CallContext.ANONYMOUS))
                    .extracting(ModelDescriptor::id)
                    .containsExactly("smart");
            assertThatThrownBy(() -> Sandbox.call(provider, "cheap", false, HELLO))
                    .hasMessage("model_unavailable");
        }
    }

    @Test
    void neverReachesTheDeadOne() {
        try (ModelProvider provider = Sandbox.instant();
                ModelResponse response = Sandbox.call(provider, "dead", true, HELLO)) {
            // When, then: and the same again
            assertThatThrownBy(response::next).hasMessage("unreachable");
            assertThatThrownBy(response::next).hasMessage("unreachable");
        }
    }

    @Test
    void refusesEveryOtherCallOfTheFlakyOneBeginningWithTheFirst() {
        try (ModelProvider provider = Sandbox.instant()) {
            // When
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                outcomes.add(outcome(provider, "flaky"));
            }

            // Then
            assertThat(outcomes).containsExactly("overloaded", "answered", "overloaded", "answered");
        }
    }

    @Test
    void breaksOffInTheMiddleWhenToldTo() {
        try (ModelProvider provider =
                        Sandbox.with(Map.of("speed", "instant", "flaky", Map.of("failEvery", 0, "cutEvery", 2)));
                ModelResponse response = Sandbox.call(provider, "flaky", true, HELLO)) {
            // When
            List<String> before = new ArrayList<>();
            assertThatThrownBy(() -> {
                        for (var frame = response.next(); frame.isPresent(); frame = response.next()) {
                            before.add(frame.get().payload().utf8());
                        }
                    })
                    // Then
                    .isInstanceOfSatisfying(
                            ProviderException.class,
                            e -> assertThat(e.failure()).isInstanceOf(ProviderFailure.Malformed.class));
            assertThat(before)
                    .anySatisfy(frame -> assertThat(Sandbox.json(frame)
                                    .at("/choices/0/delta/content")
                                    .asText())
                            .isNotEmpty());
            assertThat(before).doesNotContain("[DONE]");
            assertThat(outcome(provider, "flaky")).isEqualTo("answered");
        }
    }

    @Test
    void listsAllProblemsOfItsSettingsAtOnce() {
        // Given
        Map<String, Object> settings = Map.of(
                "vendors",
                List.of("cheap", "cheep"),
                "speed",
                "slow",
                "flaky",
                Map.of("failEvery", -1, "often", 3),
                "vendor",
                "x");

        // When, then
        assertThatThrownBy(() -> Sandbox.with(settings))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.path())
                                .containsExactlyInAnyOrder(
                                        "vendors[1]", "speed", "flaky.failEvery", "flaky.often", "vendor"))
                .hasMessageContaining("choose from cheap, fast, smart, flaky, dead");
    }

    private static String outcome(ModelProvider provider, String vendor) {
        try (ModelResponse response = Sandbox.call(provider, vendor, true, HELLO)) {
            Sandbox.read(response);
            return "answered";
        } catch (ProviderException e) {
            return e.failure().code();
        }
    }
}
