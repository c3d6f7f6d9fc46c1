package dev.pointsman.router.selection;

import dev.pointsman.api.provider.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request needs against what a model can do. */
final class Needs {

    private static final Set<Capability> RARE =
            Set.of(Capability.IMAGES, Capability.AUDIO, Capability.DOCUMENTS, Capability.EMBEDDINGS);

    private Needs() {}

    /**
     * The first need that is not met; null when all are. Of a model whose capabilities nobody knows it is assumed that it can
     * stream, call tools and follow a schema, as nearly all do, and that it can neither see, hear nor embed. Reasoning that a
     * request asks for is a wish: agents ask for it of every model, and one that has none answers without. A profile that
     * requires it gets it.
     */
    static @Nullable String lacking(
            Set<Capability> needs, Set<Capability> required, @Nullable Set<Capability> offered) {
        String lacking = lacking(needs, offered, true);
        if (lacking != null) {
            return lacking;
        }
        if (offered != null
                && offered.size() == 1
                && offered.contains(Capability.EMBEDDINGS)
                && !needs.contains(Capability.EMBEDDINGS)) {
            return "chat";
        }
        return lacking(required, offered, false);
    }

    private static @Nullable String lacking(Set<Capability> needs, @Nullable Set<Capability> offered, boolean wished) {
        for (Capability need : needs) {
            if (!met(need, offered) && !(wished && need.equals(Capability.REASONING))) {
                return need.name();
            }
        }
        return null;
    }

    private static boolean met(Capability need, @Nullable Set<Capability> offered) {
        if (offered == null) {
            return !RARE.contains(need);
        }
        // Lists rarely tell these two; whatever calls tools or chats at all takes such requests.
        boolean implied = need.equals(Capability.PARALLEL_TOOLS) && offered.contains(Capability.TOOLS)
                || need.equals(Capability.STREAMING) && !offered.contains(Capability.EMBEDDINGS);
        return implied || offered.contains(need);
    }
}
