package dev.pointsman.provider.sandbox;

import java.util.Map;

/**
 * What JMX shows of a sandbox provider, as {@code dev.pointsman.sandbox:type=Sandbox,name=<name of the entry>}. Read it without
 * a class of this plugin: the attribute {@code Vendors} is {@code TabularData} with the columns {@code key} and {@code value},
 * and each value a {@code CompositeData} of {@code requests}, {@code answers} and {@code failures}.
 *
 * <p>Instances of one name, as there are two during a reload, count together. Should another copy of this plugin in the same
 * JVM hold the name already, {@code ,instance=2} and so on is appended.
 */
public interface SandboxMXBean {

    /** Counts by vendor, for every vendor there is. Named with {@code get}, as JMX finds attributes by it. */
    Map<String, VendorCounts> getVendors();
}
