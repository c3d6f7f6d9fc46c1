package dev.pointsman.edge.audit;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what operators did. Thread-safe; blocks on the store. */
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    private final @Nullable AuditTable table;
    private final @Nullable Duration keep;
    private final InstantSource clock;
    /** Where there is no store: the latest first, bounded; guards itself. */
    private final Deque<AdminAction> recent = new ArrayDeque<>();

    private AuditLog(@Nullable AuditTable table, @Nullable Duration keep, InstantSource clock) {
        this.table = table;
        this.keep = keep;
        this.clock = clock;
    }

    /** In a store in which the migrations of the host have run; what is older than {@code keep} is deleted. */
    public static AuditLog in(DataSource store, Duration keep) {
        return new AuditLog(new AuditTable(store), keep, InstantSource.system());
    }

    /** The same for one who adds and deletes nothing: whoever serves does. */
    public static AuditLog in(DataSource store) {
        return new AuditLog(new AuditTable(store), null, InstantSource.system());
    }

    /** With a clock of the caller's. */
    static AuditLog in(DataSource store, Duration keep, InstantSource clock) {
        return new AuditLog(new AuditTable(store), keep, clock);
    }

    /** The last thousand in memory, lost with the process; the log keeps the rest. */
    public static AuditLog inMemory() {
        return new AuditLog(null, null, InstantSource.system());
    }

    /** Writes an action down. A store that fails does not undo what was done: the log then has it as an error. */
    public void record(AdminAction action) {
        LOG.atInfo()
                .addKeyValue("who", action.who())
                .addKeyValue("from", action.from())
                .addKeyValue("action", action.action())
                .addKeyValue("target", action.target())
                .addKeyValue("status", action.status())
                .addKeyValue("outcome", action.outcome())
                .addKeyValue("requestId", action.requestId())
                .log("an operator acted");
        if (table == null) {
            remember(action);
            return;
        }
        try {
            table.add(action);
            prune();
        } catch (SQLException e) {
            LOG.atError()
                    .addKeyValue("requestId", action.requestId())
                    .addKeyValue("exception", e.getClass().getName())
                    .log("an operator's action could not be written into the audit table");
        }
    }

    /** Deletes what is too old. Every new action does so too, which bounds the table; a store that fails keeps it until the next. */
    public void prune() {
        if (table == null || keep == null) {
            return;
        }
        try {
            table.deleteBefore(clock.instant().minus(keep));
        } catch (SQLException e) {
            LOG.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("old actions could not be deleted from the audit table");
        }
    }

    /**
     * Answers {@code GET /audit}, the latest first.
     *
     * @throws ControlException for any other question
     * @throws IllegalStateException when the store fails
     */
    public Payload answer(ControlRequest question) {
        if (!question.path().equals("/audit")) {
            throw new ControlException(404, "no_such_path", "There is /audit?limit=N.");
        }
        if (!question.method().equals("GET")) {
            throw new ControlException(405, "method_not_allowed", "/audit takes GET");
        }
        return AuditJson.list(latest(limit(question)));
    }

    private List<AdminAction> latest(int limit) {
        if (table == null) {
            synchronized (recent) {
                return recent.stream().limit(limit).toList();
            }
        }
        try {
            return table.latest(limit);
        } catch (SQLException e) {
            throw new IllegalStateException("the audit table cannot be read", e);
        }
    }

    private void remember(AdminAction action) {
        synchronized (recent) {
            recent.addFirst(action);
            if (recent.size() > MOST) {
                recent.removeLast();
            }
        }
    }

    private static int limit(ControlRequest question) {
        String limit = question.query().get("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            return Math.clamp(Integer.parseInt(limit), 1, MOST);
        } catch (NumberFormatException e) {
            throw new ControlException(400, "bad_limit", "limit is a number from 1 to " + MOST);
        }
    }
}
