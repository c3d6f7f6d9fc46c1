package dev.pointsman.router.session;

import java.util.HexFormat;

/**
 * Which conversation, in 128 bits of a keyed fingerprint. The workspace is a part of its own, so that no two of them ever share
 * one, whatever a fingerprint does.
 */
record SessionKey(String workspace, long high, long low) {

    /** Enough to tell conversations apart in a trace; names nobody and cannot be turned back. */
    String shown() {
        return HexFormat.of().toHexDigits(high);
    }
}
