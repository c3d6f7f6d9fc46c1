package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.CredentialConfig;
import dev.pointsman.router.config.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everybody who may be asked has a person behind it, and each credential a place it came from. */
final class ProviderOwners implements Demand {

    /** What stands there when nobody was named. */
    private static final Set<String> NOBODY = Set.of(ProviderConfig.UNSTATED, "environment");

    @Override
    public String id() {
        return "provider-owners";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        for (ProviderConfig provider : policy.config().providers().values()) {
            String path = "providers." + provider.name();
            if (NOBODY.contains(provider.owner())) {
                flaws.add(new SettingsProblem(
                        path + ".owner",
                        "nobody answers for it",
                        "providers: {" + key(provider.name()) + ": {owner: the-team-that-answers-for-it}}"));
            }
            provider.platformCredentials().forEach(credential -> look(path, credential, flaws));
        }
        policy.config()
                .workspaces()
                .values()
                .forEach(workspace -> workspace
                        .credentials()
                        .forEach((provider, list) -> list.forEach(credential -> look(
                                "workspaces." + workspace.name() + ".credentials." + provider, credential, flaws))));
        if (policy.config().providers().isEmpty()) {
            flaws.add(new SettingsProblem("providers", "there is none", "providers: {openai: {type: openai, …}}"));
        }
        return Standing.of(
                flaws,
                "providers with an owner and a source: "
                        + policy.config().providers().size());
    }

    private static void look(String path, CredentialConfig credential, List<SettingsProblem> flaws) {
        if (credential.source() == null || credential.source().isBlank()) {
            flaws.add(new SettingsProblem(
                    path,
                    "nobody wrote down where " + credential.id() + " came from",
                    "source: \"the vault, portal or ticket it came from\"   # beside credential: of " + path));
        }
        if (NOBODY.contains(credential.owner())) {
            flaws.add(new SettingsProblem(
                    path,
                    "nobody answers for " + credential.id(),
                    "owner: the-team-that-pays   # beside credential: of " + path));
        }
    }
}
