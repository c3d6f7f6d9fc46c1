package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.BudgetConfig.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetsReaderTest {

    private static final Map<String, Object> OPENAI = Map.of("type", "openai", "owner", "team");

    @Test
    void readsABudgetWithEverythingThatItCanSay() {
        BudgetConfig budget = read(Map.of(
                        "coders",
                        Map.of(
                                "match",
                                Map.of(
                                        "agent", "coder-*",
                                        "key", List.of("vk_1", "vk_2"),
                                        "labels", Map.of("team", "red"),
                                        "profile", "quality",
                                        "provider", "openai",
                                        "model", "openai/gpt-*"),
                                "daily",
                                "20 USD",
                                "monthly",
                                300,
                                "enforcement",
                                "soft",
                                "emergency",
                                "2.5%",
                                "thresholds",
                                List.of("90%", "50%"),
                                "downgradeTo",
                                "economy",
                                "maxOutput",
                                4000)))
                .getFirst();

        assertThat(budget.name()).isEqualTo("coders");
        assertThat(budget.limits())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Period.DAILY, 20_000_000L, Period.MONTHLY, 300_000_000L));
        assertThat(budget.hard()).isFalse();
        assertThat(budget.ceiling(Period.DAILY)).isEqualTo(20_500_000);
        assertThat(budget.thresholds()).containsExactly(50.0, 90.0);
        assertThat(budget.downgradeTo()).isEqualTo("economy");
        assertThat(budget.maxOutput()).isEqualTo(4000);
        assertThat(budget.match().key()).hasSize(2);
    }

    @Test
    void aBudgetIsHardAndTellsAtThreeThresholdsUnlessItSaysOtherwise() {
        BudgetConfig budget = read(Map.of("all", Map.of("total", "1.5 USD"))).getFirst();

        assertThat(budget.hard()).isTrue();
        assertThat(budget.ceiling(Period.TOTAL)).isEqualTo(1_500_000);
        assertThat(budget.thresholds()).containsExactly(50.0, 80.0, 100.0);
        assertThat(budget.downgradeTo()).isNull();
    }

    @Test
    void namesEveryMistakeWithAWayOut() {
        assertThat(problems(Map.of(
                        "Bad Name",
                        Map.of("total", 1),
                        "one",
                        Map.of("montly", "5 USD"),
                        "two",
                        Map.of(
                                "total",
                                "5 EUR",
                                "thresholds",
                                List.of("120%", "many"),
                                "emergency",
                                3,
                                "downgradeTo",
                                "econmy",
                                "match",
                                Map.of("provider", "opnai", "profile", "fst", "agnt", "x")))))
                .contains(
                        "budgets.Bad Name: is no name for a budget; use lower case letters, digits, dot, dash",
                        "budgets.one: names no amount; write for example monthly: 500 USD",
                        "budgets.one.montly: is not a key known here; did you mean \"monthly\"?",
                        "budgets.two.total: is not an amount of money in USD, zero or more; write for example 500 USD",
                        "budgets.two.thresholds: \"120%\" is no percentage from 0% to 100%; write for example 80%",
                        "budgets.two.emergency: \"3\" is no percentage from 0% to 100%; write for example 80%",
                        "budgets.two.downgradeTo: no profile \"econmy\"; did you mean \"economy\"?",
                        "budgets.two.match.provider: no provider \"opnai\"; did you mean \"openai\"?",
                        "budgets.two.match.profile: no profile \"fst\"; did you mean \"fast\"?",
                        "budgets.two.match.agnt: is not a key known here; did you mean \"agent\"?");
    }

    @Test
    void aWebhookIsAnUrlOrAReferenceToOne() {
        assertThat(alerts(Map.of("webhook", Map.of("url", "${env:HOOK}", "credential", "${env:TOKEN}")))
                        .webhook())
                .isEqualTo("${env:HOOK}");
        assertThat(alerts(Map.of("webhook", Map.of("url", "http://127.0.0.1:9/x", "locality", "local")))
                        .local())
                .isTrue();
        InvalidSettingsException e = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> alerts(Map.of("webhook", Map.of("url", "ftp://somewhere", "credential", "in-the-clear"))));
        assertThat(e.problems())
                .extracting(SettingsProblem::path)
                .containsExactlyInAnyOrder("alerts.webhook.url", "alerts.webhook.credential");
    }

    private static List<BudgetConfig> read(Map<String, Object> budgets) {
        return RouterConfig.read(policy("budgets", budgets), Vocabulary.unchecked())
                .budgets();
    }

    private static AlertsConfig alerts(Map<String, Object> alerts) {
        return RouterConfig.read(policy("alerts", alerts), Vocabulary.unchecked())
                .alerts();
    }

    private static Map<String, Object> policy(String section, Map<String, Object> content) {
        return Map.of("version", 1, "providers", Map.of("openai", OPENAI), section, content);
    }

    private static List<String> problems(Map<String, Object> budgets) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> read(budgets)).problems().stream()
                .map(SettingsProblem::toString)
                .toList();
    }
}
