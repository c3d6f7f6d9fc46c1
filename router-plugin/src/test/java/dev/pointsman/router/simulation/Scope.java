package dev.pointsman.router.simulation;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.simulation.RequestPlan.Kind;
import java.util.Map;
import java.util.Set;

/** Whom a request may be answered by, said twice: to the router, and as what is held against it. */
record Scope(Kind kind) {

    private static final Set<String> ALL = Set.of("*");
    private static final Set<String> FIRST_TWO = Set.of("vendor0", "vendor1");
    private static final Caller BOUND = new Caller(
            Caller.DEFAULT_WORKSPACE, "key", null, null, null, Map.of(), new Bounds(ALL, ALL, FIRST_TWO, ALL, ALL));

    static Scope of(RequestPlan request) {
        return new Scope(request.kind());
    }

    Caller caller() {
        return kind == Kind.BOUNDED ? BOUND : Caller.anonymous();
    }

    boolean allows(VendorPlan vendor) {
        return switch (kind) {
            case OPEN, CAREFUL -> true;
            case PRIVATE -> vendor.local();
            case BOUNDED -> FIRST_TWO.contains(vendor.key().provider());
        };
    }
}
