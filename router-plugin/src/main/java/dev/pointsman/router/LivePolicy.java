package dev.pointsman.router;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.router.analysis.production.Standing;
import dev.pointsman.router.control.Policies;
import dev.pointsman.router.control.PolicyChanges;
import dev.pointsman.router.control.ReplayReport;
import dev.pointsman.router.selection.EndpointFacts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy in force: one reference, swapped as a whole. Requests that run keep the snapshot they began with, whose providers
 * are closed after the last of them. Thread-safe; changes wait for each other, requests never wait.
 */
final class LivePolicy implements Policies, AutoCloseable {

    /** How long a new policy waits for providers to list their models. */
    private static final Duration FIRST_LISTS = Duration.ofSeconds(3);

    private static final Duration LATER_LISTS = Duration.ofSeconds(30);
    private static final int TREES_KEPT = 10;
    private static final Logger LOG = LoggerFactory.getLogger(LivePolicy.class);

    private final Services services;
    private final ReentrantLock changing = new ReentrantLock();
    /** What was in force before, the latest first; guarded by {@link #changing}. */
    private final Deque<PolicyTree> before = new ArrayDeque<>();

    private volatile PolicySnapshot current;
    private volatile boolean closed;

    /** @throws dev.pointsman.api.provider.InvalidSettingsException with every problem of the policy */
    LivePolicy(Map<String, Object> tree, Services services) {
        this.services = services;
        this.current = PolicyLoader.load(PolicyTree.of(tree), services, made -> made.ask(FIRST_LISTS));
        services.use(current.config());
        services.known(current.config(), current.endpoints());
        services.keepFor(current.config().retention());
    }

    /** The snapshot in force, for looking alone. */
    PolicySnapshot look() {
        return current;
    }

    /** The snapshot in force, whose providers stay open until they are left. */
    PolicySnapshot enter() {
        while (!closed) {
            PolicySnapshot snapshot = current;
            if (snapshot.providers().enter()) {
                return snapshot;
            }
            // It was replaced and left between the two lines, so the next one is there already.
        }
        throw new IllegalStateException("the router is closed");
    }

    /** Asks for the model lists again, in the background. */
    void refreshSoon() {
        Thread.ofVirtual().name("pointsman-models").start(this::refresh);
    }

    private void refresh() {
        PolicySnapshot asked = current;
        asked.providers().ask(LATER_LISTS);
        changing.lock();
        try {
            if (current == asked) {
                current = asked.relisted();
                services.known(current.config(), current.endpoints());
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public State state() {
        changing.lock();
        try {
            PolicyTree last = before.peek();
            return new State(
                    current.version(),
                    current.tree().values(),
                    last == null ? null : last.version(),
                    current.warnings());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Map<String, Standing> production() {
        return current.production();
    }

    @Override
    public Trial tryOut(Map<String, Object> tree) {
        PolicySnapshot running = current;
        PolicySnapshot tried = load(tree, made -> made.keepLists(running.providers()));
        try {
            return trial(running, tried);
        } finally {
            tried.providers().leave();
        }
    }

    @Override
    public ReplayReport replay(Map<String, Object> tree, long sinceMillis) {
        PolicySnapshot running = current;
        PolicySnapshot tried = load(tree, made -> made.keepLists(running.providers()));
        try {
            return new PolicyPreview(tried).replay(services.decisions(), sinceMillis);
        } finally {
            tried.providers().leave();
        }
    }

    @Override
    public List<EndpointFacts> endpointsWith(Map<String, Object> catalog) {
        PolicySnapshot running = current;
        Map<String, Object> tree = new LinkedHashMap<>(running.tree().values());
        List<Object> parts = new ArrayList<>();
        if (tree.get("catalog") instanceof List<?> list) {
            parts.addAll(list);
        } else if (tree.get("catalog") instanceof Map<?, ?> map) {
            parts.add(map);
        }
        parts.add(catalog);
        tree.put("catalog", parts);
        PolicySnapshot tried = load(tree, made -> made.keepLists(running.providers()));
        try {
            return tried.endpoints();
        } finally {
            tried.providers().leave();
        }
    }

    @Override
    public Trial apply(Map<String, Object> tree) {
        changing.lock();
        try {
            return replace(PolicyTree.of(tree), current.tree());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Trial rollback() {
        changing.lock();
        try {
            PolicyTree last = before.peek();
            if (last == null) {
                throw new ControlException(409, "no_earlier_policy", "This is the policy the router was started with.");
            }
            Trial trial = replace(last, null);
            before.pop();
            return trial;
        } finally {
            changing.unlock();
        }
    }

    /** @param remembered what a rollback leads back to; null for a rollback itself */
    private Trial replace(PolicyTree tree, @Nullable PolicyTree remembered) {
        PolicySnapshot old = current;
        PolicySnapshot next = PolicyLoader.load(tree, services, made -> {
            made.keepLists(old.providers());
            made.ask(FIRST_LISTS);
        });
        Trial trial = trial(old, next);
        if (remembered != null && !next.version().equals(old.version())) {
            before.push(remembered);
            if (before.size() > TREES_KEPT) {
                before.removeLast();
            }
        }
        services.use(next.config());
        services.known(next.config(), next.endpoints());
        services.keepFor(next.config().retention());
        current = next;
        old.providers().leave();
        LOG.atInfo()
                .addKeyValue("policy", next.version())
                .addKeyValue("replaced", old.version())
                .addKeyValue("endpoints", next.endpoints().size())
                .log("a policy came into force");
        return trial;
    }

    private PolicySnapshot load(Map<String, Object> tree, Consumer<MadeProviders> prepare) {
        return PolicyLoader.load(PolicyTree.of(tree), services, prepare);
    }

    private Trial trial(PolicySnapshot old, PolicySnapshot next) {
        PolicyChanges changes = new PolicyPreview(next).of(services.decisions().recent());
        return new Trial(next.version(), old.version(), next.warnings(), changes);
    }

    @Override
    public void close() {
        closed = true;
        current.providers().closeNow();
    }
}
