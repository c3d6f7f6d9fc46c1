package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.CaptureConfig;
import dev.pointsman.router.config.WorkspaceConfig;
import java.util.List;

/** A workspace whose prompts and answers are written to files: on purpose, perhaps, and longer than anybody remembers. */
final class CapturedContent implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        for (WorkspaceConfig workspace : policy.config().workspaces().values()) {
            CaptureConfig capture = workspace.capture();
            if (capture != null) {
                String raw = capture.redact().isEmpty() ? ", with nothing cut out of them" : "";
                warnings.add(new SettingsProblem(
                        "workspaces." + workspace.name() + ".capture",
                        "its prompts and answers are written to files and kept for "
                                + capture.keep().toDays() + " days" + raw,
                        "take it out when what it is for is done, and tell its people while it is there"));
            }
        }
    }
}
