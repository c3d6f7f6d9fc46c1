package dev.pointsman.router.selection;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/** Facts that were written lately, known again by their columns being the very same objects. For one thread. */
final class RecentFacts {

    private static final int MOST = 256;

    private final Map<Object, Written> written = new IdentityHashMap<>();

    /** A document and the name by which it is known. */
    record Written(String id, String document) {}

    Written of(CandidateInputs candidates, Function<CandidateInputs, Written> write) {
        Written known = written.get(candidates.name);
        if (known == null) {
            if (written.size() >= MOST) {
                // Those of policies that were replaced; the others come back at once.
                written.clear();
            }
            known = write.apply(candidates);
            written.put(candidates.name, known);
        }
        return known;
    }
}
