package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.List;

/** An alias that is named as a model of a provider: who asks for that model gets something else. */
final class HidingAliases implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        policy.config().aliases().forEach((alias, target) -> {
            int slash = alias.indexOf('/');
            if (slash > 0 && policy.config().providers().containsKey(alias.substring(0, slash))) {
                warnings.add(new SettingsProblem(
                        "aliases." + alias,
                        "hides the model of that name: who asks for it gets " + target,
                        "choose a name without a provider before the slash"));
            }
        });
    }
}
