package dev.pointsman.host.doctor.production;

import dev.pointsman.host.config.ListenAddress;

/** The operators' port is this machine's alone. */
record PrivateAdminPort() implements ProductionCheck {

    @Override
    public String id() {
        return "admin-port-private";
    }

    @Override
    public Outcome look(Installation installation) {
        ListenAddress admin = installation.gateway().admin();
        return admin.isLoopback()
                ? Outcome.held("operators on " + admin)
                : Outcome.broken(
                        "gateway.admin",
                        admin + " can be reached from other machines",
                        "gateway: {admin: \"127.0.0.1:" + admin.port() + "\"}   # and ssh -L for operators elsewhere");
    }
}
