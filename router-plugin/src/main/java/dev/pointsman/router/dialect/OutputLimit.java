package dev.pointsman.router.dialect;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a dialect's body limits the output, and how a body is fitted to a target: limits that are too high are lowered, what the
 * target is known to want otherwise is renamed or removed.
 *
 * @param outers the spellings of the object that holds the limit; empty where it stands at the top level
 * @param names the spellings of the limit itself; the first is written where a body has none
 */
public record OutputLimit(List<String> outers, List<String> names) {

    /** How the dialects limit the output at the top level of their bodies. */
    private static final List<String> TOP_LEVEL = List.of("max_tokens", "max_completion_tokens", "max_output_tokens");

    /** For a dialect without output that could be limited. */
    public static final OutputLimit NONE = new OutputLimit(List.of(), List.of());

    public OutputLimit {
        outers = List.copyOf(outers);
        names = List.copyOf(names);
    }

    /** A limit that is a member of the body. */
    public static OutputLimit of(String... names) {
        return new OutputLimit(List.of(), List.of(names));
    }

    /** A limit one level down. */
    public static OutputLimit within(List<String> outers, List<String> names) {
        return new OutputLimit(outers, names);
    }

    /**
     * Changes the body to what the target takes. Agents ask for more output than a model gives, and a vendor that is asked for more
     * refuses the whole request. A member that the target knows by another name is not removed. Where the target has an
     * {@link ModelTarget#outputCap}, a limit that is higher or is none is set to it, and where there is none at all one is added.
     */
    public void fit(PayloadEditor editor, ModelTarget target) {
        if (target.maxOutput() != null) {
            TOP_LEVEL.forEach(name -> editor.lower(name, target.maxOutput()));
        }
        new TreeMap<>(target.renamed()).forEach(editor::rename);
        new TreeSet<>(target.refused())
                .stream().filter(name -> !target.renamed().containsKey(name)).forEach(editor::remove);
        if (target.outputCap() != null && !names.isEmpty()) {
            cap(editor, target, target.outputCap());
        }
    }

    private void cap(PayloadEditor editor, ModelTarget target, int cap) {
        String first = names.getFirst();
        if (outers.isEmpty()) {
            editor.cap(names, target.renamed().getOrDefault(first, first), cap);
        } else {
            String edit = outers.getFirst() + "." + first + ": capped at " + cap;
            editor.within(outers, inner -> inner.cap(names, first, cap), edit);
        }
    }
}
