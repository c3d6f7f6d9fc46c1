package dev.pointsman.router.attempt;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Candidates one after the other, of which the next can be looked at before it is taken. For one thread. */
final class Ahead {

    private final Iterator<? extends Hop> hops;
    private @Nullable Hop seen;

    Ahead(Iterator<? extends Hop> hops) {
        this.hops = hops;
    }

    boolean hasNext() {
        return seen != null || hops.hasNext();
    }

    Hop peek() {
        Hop next = seen == null ? hops.next() : seen;
        seen = next;
        return next;
    }

    Hop next() {
        Hop next = peek();
        seen = null;
        return next;
    }
}
