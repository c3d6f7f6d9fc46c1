package dev.pointsman.router.analysis.production;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.CaptureConfig;
import dev.pointsman.router.config.Redaction;
import dev.pointsman.router.config.WorkspaceConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people say is kept nowhere, or for a week at most and with everything cut out that can be. */
final class LimitedCapture implements Demand {

    private static final Duration LONGEST = Duration.ofDays(7);

    @Override
    public String id() {
        return "content-capture";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        int captured = 0;
        for (WorkspaceConfig workspace : policy.config().workspaces().values()) {
            CaptureConfig capture = workspace.capture();
            if (capture != null) {
                captured++;
                look("workspaces." + workspace.name() + ".capture", capture, flaws);
            }
        }
        return Standing.of(
                flaws,
                captured == 0
                        ? "prompts and answers are written nowhere"
                        : "captured in " + captured + " workspaces, redacted, a week at most");
    }

    private static void look(String path, CaptureConfig capture, List<SettingsProblem> flaws) {
        if (capture.redact().size() < Redaction.values().length) {
            flaws.add(new SettingsProblem(
                    path + ".redact", "not everything is cut out that can be", "take redact: out; that is everything"));
        }
        if (capture.keep().compareTo(LONGEST) > 0) {
            flaws.add(new SettingsProblem(
                    path + ".keep", "prompts are kept for " + capture.keep().toDays() + " days", "keep: 7d"));
        }
    }
}
