package dev.pointsman.provider.openaicompatible;

import dev.pointsman.api.provider.ModelDescriptor;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a vendor departs from OpenAI's chat completions.
 *
 * @param renames top-level members that it knows by another name
 * @param refuses top-level members that it answers with an error; by the beginning of the models' ids, empty for all of them
 * @param reasoning the member of a message or delta in which it shows reasoning; empty where it shows none
 * @param toolIds what its own ids of tool calls look like, and what it takes
 * @param apiVersion what is sent as {@code api-version} to an address of Azure's older form
 */
record Quirks(
        Map<String, String> renames,
        Map<String, Set<String>> refuses,
        Optional<String> reasoning,
        Pattern toolIds,
        Optional<String> apiVersion) {

    static final Pattern ANY_ID = Pattern.compile(".+");
    static final Quirks NONE = new Quirks(Map.of(), Map.of(), Optional.empty(), ANY_ID, Optional.empty());

    Quirks {
        renames = Map.copyOf(renames);
        refuses = Map.copyOf(refuses);
    }

    /** The same model with what the router must know to write a request for it here. */
    ModelDescriptor apply(ModelDescriptor model) {
        Set<String> refused = new HashSet<>(model.refuses());
        refuses.forEach((beginning, members) -> {
            if (model.id().startsWith(beginning)) {
                refused.addAll(members);
            }
        });
        return model.toBuilder().refuses(refused).renames(renames).build();
    }
}
