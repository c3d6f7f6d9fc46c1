package dev.pointsman.provider.sandbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The counters of all vendors of one name. Thread-safe. */
final class ProviderCounters implements SandboxMXBean {

    private final Map<Vendor, VendorCounter> byVendor = new EnumMap<>(Vendor.class);

    ProviderCounters() {
        for (Vendor vendor : Vendor.values()) {
            byVendor.put(vendor, new VendorCounter());
        }
    }

    VendorCounter of(Vendor vendor) {
        return Objects.requireNonNull(byVendor.get(vendor));
    }

    @Override
    public Map<String, VendorCounts> getVendors() {
        Map<String, VendorCounts> counts = new TreeMap<>();
        byVendor.forEach((vendor, counter) -> counts.put(vendor.id(), counter.counts()));
        return counts;
    }
}
