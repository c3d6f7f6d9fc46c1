package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.hostkit.store.StoreStanding;

/** Where usage is kept there is no place for a prompt: its tables have the columns that this version made, and no other. */
record PromptlessUsage() implements ProductionCheck {

    @Override
    public String id() {
        return "usage-without-prompts";
    }

    @Override
    public Outcome look(Installation installation) {
        if (installation.store() instanceof StoreStanding.Current current) {
            return Outcome.of(
                    current.further().stream()
                            .map(column -> new Flaw(
                                    column,
                                    "is no column of ours, so it may hold anything",
                                    "ALTER TABLE " + column.replace(".", " DROP COLUMN ") + ";"))
                            .toList(),
                    "usage and decisions have no column for content");
        }
        return Outcome.unknown("the store cannot be looked at; see store-current");
    }
}
