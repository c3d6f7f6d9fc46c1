package dev.pointsman.host.doctor.production;

import dev.pointsman.hostkit.store.StoreStanding;

/** The store answers, and its tables are those of this version. */
record CurrentStore() implements ProductionCheck {

    @Override
    public String id() {
        return "store-current";
    }

    @Override
    public Outcome look(Installation installation) {
        return switch (installation.store()) {
            case StoreStanding.Current current -> Outcome.held("answers, all changes of its tables are applied");
            case StoreStanding.Missing missing ->
                Outcome.unknown(missing.file() + " is not there; the first start makes it");
            case StoreStanding.Unreachable unreachable ->
                Outcome.broken(
                        "gateway.store",
                        unreachable.reason(),
                        "gateway: {store: \"jdbc:postgresql://db/pointsman?user=pointsman&password=${env:DB_PASSWORD}\"}"
                                + "   # and see that it runs");
            case StoreStanding.Different different ->
                different.foreign().isEmpty()
                        ? Outcome.broken(
                                "gateway.store",
                                "its tables miss " + String.join(", ", different.missing()),
                                "systemctl restart pointsman   # a start applies them")
                        : Outcome.broken(
                                "gateway.store",
                                "another version made it: " + String.join(", ", different.foreign()),
                                "start that version, or restore a back-up of this one");
        };
    }
}
