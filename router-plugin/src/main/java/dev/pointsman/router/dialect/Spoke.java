package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Dialect;

/** A dialect's way into the hub and out of it, for clients and vendors alike. */
public interface Spoke extends ClientSpoke, VendorSpoke {

    @Override
    Dialect dialect();
}
