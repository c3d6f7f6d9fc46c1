package dev.pointsman.host.doctor.production;

import dev.pointsman.host.config.PluginsConfig;
import dev.pointsman.host.config.PluginsConfig.Verify;
import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.host.serve.PluginState;
import java.util.ArrayList;
import java.util.List;

/** Only plugins run that somebody said are trusted, and all that are there are. */
record VerifiedPlugins() implements ProductionCheck {

    @Override
    public String id() {
        return "plugins-verified";
    }

    @Override
    public Outcome look(Installation installation) {
        PluginsConfig plugins = installation.gateway().plugins();
        List<Flaw> flaws = new ArrayList<>();
        if (plugins.verify() != Verify.REQUIRE) {
            flaws.add(new Flaw(
                    "gateway.plugins.verify",
                    "a jar that nobody listed or signed runs too",
                    "(cd plugins && sha256sum *.jar) > /etc/pointsman/plugins.sha256, then write"
                            + " gateway: {plugins: {verify: require, sums: /etc/pointsman/plugins.sha256}}"));
        }
        for (PluginState plugin : installation.plugins()) {
            if (!plugin.usable()) {
                flaws.add(new Flaw(
                        "plugin " + plugin.name(),
                        plugin.message(),
                        "remove it; or, if you trust it, in the plugins folder: sha256sum *.jar > "
                                + plugins.sumsIn(installation.data())));
            }
        }
        if (installation.plugins().isEmpty()) {
            flaws.add(new Flaw("gateway.plugins", "there is none", "name their folder with --plugins"));
        }
        return Outcome.of(flaws, installation.plugins().size() + " plugins, each listed or signed");
    }
}
