package dev.pointsman.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what a strict vendor would refuse in a request. */
final class Violations {

    private final List<String> found = new ArrayList<>();

    void check(boolean sound, String what) {
        if (!sound) {
            found.add(what);
        }
    }

    /** Strict vendors refuse members that they do not know. */
    void members(JsonNode object, String path, Set<String> known) {
        check(object.isObject(), path + " is no object");
        object.fieldNames().forEachRemaining(name -> check(known.contains(name), path + "." + name + " is not known"));
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
