package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a translation could not carry, each path once. For one thread. */
public final class Losses {

    public static final String NO_COUNTERPART = "no counterpart";

    private final Map<String, TranslationLoss> byPath = new LinkedHashMap<>();

    public void add(String path, String reason) {
        byPath.putIfAbsent(path, new TranslationLoss(path, reason));
    }

    public void add(String path) {
        add(path, NO_COUNTERPART);
    }

    /** Writes a node's extras back where the dialect is the same, and lists them where it is not. */
    public void carry(Source source, Dialect target, ObjectNode node) {
        if (source.is(target)) {
            source.restore(node);
        } else {
            extras(source);
        }
    }

    public void extras(Source source) {
        for (Source.Extra extra : source.extras()) {
            if (!extra.saysNothing()) {
                add(extra.path(source.path()));
            }
        }
    }

    public List<TranslationLoss> list() {
        return List.copyOf(byPath.values());
    }
}
