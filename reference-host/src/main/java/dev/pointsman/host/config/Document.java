package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.List;
import java.util.Map;

/**
 * A file as a tree.
 *
 * @param tree JDK types alone, no null anywhere
 * @param problems what makes the file unusable
 * @param notes what was left out and does no harm
 */
record Document(Map<String, Object> tree, Lines lines, List<SettingsProblem> problems, List<SettingsProblem> notes) {

    /** Without the tree, in which a secret may stand by mistake. */
    @Override
    public String toString() {
        return "Document[" + tree.size() + " sections, " + problems.size() + " problems]";
    }
}
