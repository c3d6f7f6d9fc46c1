package dev.pointsman.provider.testkit.faultkit;

import java.io.IOException;

/** What a vendor does with one request. */
@FunctionalInterface
public interface Play {

    /** The connection is closed when this returns. */
    void on(VendorCall call) throws IOException;
}
