package dev.pointsman.host.doctor.production;

/** What the router judges, which alone knows what a policy means. */
record PolicyDemand(String id) implements ProductionCheck {

    @Override
    public Outcome look(Installation installation) {
        Outcome judged = installation.demands().get(id);
        return judged == null
                ? Outcome.unknown("no router can be made of this policy; see policy-sound and plugins-verified")
                : judged;
    }
}
