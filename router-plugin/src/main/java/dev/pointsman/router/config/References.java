package dev.pointsman.router.config;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names that must be defined elsewhere in the policy or by a plugin. */
final class References {

    private References() {}

    static void provider(ConfigReader reader, String key, String name, Collection<String> providers) {
        if (!name.contains("*") && !providers.contains(name)) {
            reader.problem(key, "no provider \"" + name + "\"", DidYouMean.among(providers, name));
        }
    }

    /** Globs over {@code provider/model}: the part before the slash must name a provider. */
    static List<Glob> globs(ConfigReader reader, String key, Collection<String> providers) {
        boolean list = reader.value(key) instanceof List;
        List<String> patterns = reader.texts(key);
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = patterns.get(i);
            String path = list ? key + "[" + i + "]" : key;
            int slash = pattern.indexOf('/');
            if (slash > 0) {
                provider(reader, path, pattern.substring(0, slash), providers);
            } else if (!pattern.contains("*")) {
                reader.problem(path, "\"" + pattern + "\" names no provider", "write provider/model, both may hold *");
            }
        }
        return patterns.stream().map(Glob::new).toList();
    }

    static void known(ConfigReader reader, String key, String kind, String name, @Nullable Collection<String> names) {
        if (names != null && !names.contains(name)) {
            reader.problem(key, "no " + kind + " \"" + name + "\"", DidYouMean.among(names, name));
        }
    }
}
