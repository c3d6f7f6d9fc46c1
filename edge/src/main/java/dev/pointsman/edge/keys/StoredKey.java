package dev.pointsman.edge.keys;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key as the store has it.
 *
 * @param revoked null while it is not
 * @param lastUsed to the minute; null when it never was
 */
record StoredKey(
        String id,
        KeyGrant grant,
        Instant created,
        @Nullable Instant revoked,
        @Nullable Instant lastUsed) {

    enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    StoredKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(created, "created");
    }

    State stateAt(Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        Instant expires = grant.expires();
        return expires == null || now.isBefore(expires) ? State.ACTIVE : State.EXPIRED;
    }

    VirtualKey recognised() {
        return new VirtualKey(id, grant.workspace(), grant.bounds(), grant.limits(), grant.labels());
    }
}
