package dev.pointsman.host.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.serve.PluginState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the configuration says and whether its plugins and secrets are there. Calls nobody. */
public final class PolicyChecks {

    private PolicyChecks() {}

    public static List<Finding> plugins(List<PluginState> plugins) {
        List<Finding> findings = new ArrayList<>();
        for (PluginState plugin : plugins) {
            findings.add(
                    plugin.usable()
                            ? Finding.ok("plugin " + plugin.name(), plugin.message())
                            : Finding.fail(
                                    "plugin " + plugin.name(),
                                    plugin.message(),
                                    "replace it by one made for this version, or remove it"));
        }
        if (plugins.isEmpty()) {
            findings.add(Finding.fail("plugins", "there is none", "name their folder with --plugins"));
        }
        return findings;
    }

    /** What was found in the configuration by its readers. */
    public static List<Finding> problems(Configuration configuration, List<SettingsProblem> problems) {
        List<Finding> findings = new ArrayList<>();
        for (SettingsProblem problem : problems) {
            int line = configuration.lines().line(problem.path());
            findings.add(Finding.fail(
                    "policy",
                    problem.path() + (line > 0 ? " (line " + line + ")" : "") + " " + problem.message(),
                    problem.wayOut()));
        }
        for (SettingsProblem note : configuration.notes()) {
            findings.add(Finding.warn("policy", note.path() + " " + note.message(), note.wayOut()));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("policy", "no problem"));
        }
        return findings;
    }

    /** Whether each provider's credential can be had; its value is looked at and forgotten. */
    public static List<Finding> credentials(Map<String, Object> policy, Secrets secrets) {
        return CredentialReferences.of(policy).stream()
                .map(reference -> credential(reference.subject(), reference.text(), secrets))
                .toList();
    }

    /**
     * Whether the router could call anyone now.
     *
     * @param health what the admin port answers to {@code /health}
     */
    public static List<Finding> candidates(JsonNode health) {
        int known = health.path("candidates").asInt();
        int usable = health.path("usable").asInt();
        if (known == 0) {
            return List.of(Finding.fail(
                    "candidates",
                    "no model is known behind any provider",
                    "name them under the provider's models:, or let the gateway run to ask the vendors"));
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode endpoint : health.path("endpoints")) {
            if (!endpoint.path("usable").asBoolean()) {
                findings.add(Finding.warn(
                        "candidate " + endpoint.path("name").asText(),
                        "cannot be called now: " + endpoint.path("closedBy").asText(),
                        "see the provider's credential, or wait"));
            }
        }
        findings.add(
                usable > 0
                        ? Finding.ok("candidates", usable + " of " + known + " can be called")
                        : Finding.fail("candidates", "none of " + known + " can be called", "see the lines above"));
        return findings;
    }

    private static Finding credential(String subject, String reference, Secrets secrets) {
        try {
            secrets.resolve(reference);
            return Finding.ok(subject, "is there");
        } catch (SecretUnavailableException e) {
            return Finding.fail(subject, String.valueOf(e.getMessage()), "set it, or remove the provider");
        }
    }
}
