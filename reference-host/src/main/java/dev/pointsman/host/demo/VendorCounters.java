package dev.pointsman.host.demo;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * What the sandbox vendors of this process counted themselves, read through JMX: the plugin's classes stay its own, and the
 * numbers do not pass through the router.
 */
public final class VendorCounters {

    private static final String ALL = "dev.pointsman.sandbox:type=Sandbox,*";

    private VendorCounters() {}

    /** Calls sent to each vendor since its plugin was loaded, by vendor. */
    public static Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : server.queryNames(new ObjectName(ALL), null)) {
                TabularData vendors = (TabularData) server.getAttribute(name, "Vendors");
                for (Object row : vendors.values()) {
                    CompositeData entry = (CompositeData) row;
                    CompositeData counts = (CompositeData) entry.get("value");
                    requests.merge((String) entry.get("key"), (Long) counts.get("requests"), Long::sum);
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException("the sandbox's counters cannot be read", e);
        }
        return requests;
    }
}
