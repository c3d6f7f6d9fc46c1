package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.production.Outcome.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Agents ask by the names that are kept stable for them, and for nothing that a vendor can withdraw. */
record UsedAliases() implements ProductionCheck {

    @Override
    public String id() {
        return "aliases-used";
    }

    @Override
    public Outcome look(Installation installation) {
        if (installation.asked().isEmpty()) {
            return Outcome.unknown("no request is recorded yet; ask once for each alias");
        }
        Set<String> aliases = installation.configuration().policy().get("aliases") instanceof Map<?, ?> map
                ? new TreeSet<>(map.keySet().stream().map(String::valueOf).toList())
                : Set.of();
        List<Flaw> flaws = new ArrayList<>();
        for (String alias : aliases) {
            if (!installation.asked().contains(alias)) {
                flaws.add(new Flaw(
                        "aliases." + alias,
                        "none of the last requests asked for it",
                        "let agents ask for \"model\": \"" + alias + "\", or remove it"));
            }
        }
        for (String asked : new TreeSet<>(installation.asked())) {
            if (asked.indexOf('/') >= 0 && !aliases.contains(asked)) {
                flaws.add(new Flaw(
                        "agents",
                        "ask for " + asked + ", one vendor's model, which nothing can stand in for",
                        "let them ask for \"model\": \""
                                + aliases.stream().findFirst().orElse("auto") + "\""));
            }
        }
        return Outcome.of(
                flaws, "the last requests asked for " + String.join(", ", new TreeSet<>(installation.asked())));
    }
}
