package dev.pointsman.provider.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows counters through JMX for as long as a provider of their name lives. The last of them to close takes the bean away, since
 * a bean that stays would keep the plugin's class loader. Thread-safe.
 */
final class CounterDirectory {

    private static final int MOST_INSTANCES = 100;

    private final MBeanServer server;
    private final Map<String, Entry> entries = new HashMap<>();

    CounterDirectory(MBeanServer server) {
        this.server = server;
    }

    /** The counters of a name, shared by all who hold it open. */
    synchronized Lease open(String name) {
        Entry entry = entries.computeIfAbsent(name, this::register);
        entry.holders++;
        return new Lease(name, entry.counters);
    }

    private synchronized void release(String name) {
        Entry entry = entries.get(name);
        if (entry != null && --entry.holders == 0) {
            entries.remove(name);
            unregister(entry.objectName);
        }
    }

    private Entry register(String name) {
        ProviderCounters counters = new ProviderCounters();
        String quoted = name.matches("[A-Za-z0-9._-]+") ? name : ObjectName.quote(name);
        try {
            for (int instance = 1; instance < MOST_INSTANCES; instance++) {
                String suffix = instance == 1 ? "" : ",instance=" + instance;
                ObjectName objectName = new ObjectName("dev.pointsman.sandbox:type=Sandbox,name=" + quoted + suffix);
                if (isRegistered(counters, objectName)) {
                    return new Entry(counters, objectName);
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException("the sandbox counters cannot be shown through JMX", e);
        }
        throw new IllegalStateException(
                "the name is taken by " + MOST_INSTANCES + " beans; none was ever unregistered");
    }

    /** Whether the name was free. */
    private boolean isRegistered(ProviderCounters counters, ObjectName name) throws JMException {
        try {
            server.registerMBean(counters, name);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            return false;
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // Somebody else took it away: what was wanted is so.
            return;
        } catch (JMException e) {
            throw new IllegalStateException("the sandbox counters cannot be taken out of JMX", e);
        }
    }

    /** One provider's hold on the counters of its name. */
    final class Lease implements AutoCloseable {

        private final String name;
        private final ProviderCounters counters;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(String name, ProviderCounters counters) {
            this.name = name;
            this.counters = counters;
        }

        VendorCounter of(Vendor vendor) {
            return counters.of(vendor);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(name);
            }
        }
    }

    private static final class Entry {

        private final ProviderCounters counters;
        private final ObjectName objectName;
        private int holders;

        private Entry(ProviderCounters counters, ObjectName objectName) {
            this.counters = counters;
            this.objectName = objectName;
        }
    }
}
