package dev.pointsman.host.serve;

import dev.pointsman.edge.audit.AdminAction;
import dev.pointsman.edge.audit.AuditLog;
import dev.pointsman.hostkit.store.Store;
import java.time.Instant;

/** Writes down what a command changed in the store, as the admin door does of what was changed through it. */
final class CommandAudit {

    private static final String WHO = "command line";
    private static final String FROM = "local";
    private static final String NO_REQUEST = "none";

    private final AuditLog log;

    CommandAudit(Store store) {
        this.log = AuditLog.in(store.dataSource());
    }

    /**
     * An action that came to an end.
     *
     * @param target a path as the admin port would have it, without anything secret
     * @param outcome {@code ok}, or why it was not done
     */
    void record(String action, String target, int status, String outcome) {
        log.record(new AdminAction(Instant.now(), WHO, FROM, action, target, status, outcome, NO_REQUEST));
    }
}
