package dev.pointsman.router.analysis.production;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.RetentionConfig;
import java.util.ArrayList;
import java.util.List;

/** How long usage and decisions are kept was decided by somebody. */
final class StatedRetention implements Demand {

    @Override
    public String id() {
        return "retention-set";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        for (String member : List.of("ledger", "decisions")) {
            if (!policy.says("retention", member)) {
                flaws.add(new SettingsProblem(
                        "retention." + member,
                        "nobody said how long it is kept",
                        "retention: {ledger: 400d, decisions: 30d}"));
            }
        }
        RetentionConfig retention = policy.config().retention();
        return Standing.of(
                flaws,
                "ledger " + retention.ledger().toDays() + " days, decisions "
                        + retention.decisions().toDays() + " days");
    }
}
