package dev.pointsman.router.analysis.production;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.List;

/** Somebody is told before the money is gone. */
final class PresentAlerts implements Demand {

    @Override
    public String id() {
        return "alerts-present";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        if (policy.config().alerts().webhook() == null) {
            flaws.add(new SettingsProblem(
                    "alerts.webhook",
                    "nobody is told when a budget is passed, but for a line in the log",
                    "alerts: {webhook: {url: \"${env:BUDGET_WEBHOOK}\"}}"));
        }
        return Standing.of(flaws, "a webhook is told of budgets");
    }
}
