package dev.pointsman.edge;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.edge.audit.AdminAction;
import dev.pointsman.edge.audit.AuditLog;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes down what became of an operator's question, where it was one that changes something. */
final class AuditedAction {

    /** They ask with a body and change nothing. */
    private static final Set<String> HARMLESS = Set.of("/explain", "/policy/validate", "/catalog/diff", "/replay");

    /** An operator's path may hold anything, and the log is read by people. */
    private static final Pattern TARGET = Pattern.compile("/[A-Za-z0-9._~:/-]{0,199}");

    private static final int NOT_FOUND = 404;

    /** Of what does not exist: somebody may have written a key where its id belongs. */
    private static final Pattern SECTION = Pattern.compile("(/[a-z]{1,32})(?:/.*)?");

    private final AuditLog log;
    private final InstantSource clock;

    AuditedAction(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Finds the document that answers the question. */
    interface Work {
        byte[] run() throws ProblemException;
    }

    byte[] run(String who, Exchange exchange, ControlRequest question, String requestId, Work work)
            throws ProblemException {
        if (question.method().equals("GET") || HARMLESS.contains(question.path())) {
            return work.run();
        }
        try {
            byte[] document = work.run();
            record(who, exchange, question, requestId, 200, "ok");
            return document;
        } catch (ProblemException e) {
            record(
                    who,
                    exchange,
                    question,
                    requestId,
                    e.problem().status(),
                    e.problem().code());
            throw e;
        }
    }

    private void record(
            String who, Exchange exchange, ControlRequest question, String requestId, int status, String outcome) {
        String target = target(question.path(), status);
        boolean trial = "true".equals(question.query().get("dryRun"));
        log.record(new AdminAction(
                clock.instant(),
                who,
                exchange.remoteAddress(),
                question.method(),
                trial ? target + "?dryRun=true" : target,
                status,
                outcome,
                requestId));
    }

    private static String target(String path, int status) {
        if (status != NOT_FOUND) {
            return TARGET.matcher(path).matches() ? path : "other";
        }
        Matcher section = SECTION.matcher(path);
        return section.matches() ? section.group(1) : "other";
    }
}
