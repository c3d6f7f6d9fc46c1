package dev.pointsman.router.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The {@code rules:} section. */
final class RulesReader {

    private final Set<String> profiles;

    RulesReader(Set<String> profiles) {
        this.profiles = profiles;
    }

    List<RuleConfig> read(ConfigReader root) {
        List<RuleConfig> rules = new ArrayList<>();
        for (ConfigReader item : root.items("rules")) {
            if (!rules.isEmpty() && rules.getLast().when().always()) {
                item.problem("", "is never reached, the rule before it matches everything", "move it up");
            }
            rules.add(rule(item));
        }
        return rules;
    }

    private RuleConfig rule(ConfigReader item) {
        RuleCondition when = condition(item.section("when"));
        String use = item.text("use");
        if (use == null) {
            item.problem("use", "is missing", "write use: the name of a profile");
        } else {
            References.known(item, "use", "profile", use, profiles);
        }
        RuleConfig rule = new RuleConfig(when, use == null ? ProfileConfig.DEFAULT : use, item.flag("lock", false));
        item.noOtherKeys();
        return rule;
    }

    private static RuleCondition condition(ConfigReader when) {
        RuleCondition condition = new RuleCondition(
                globs(when, "model"),
                globs(when, "workload"),
                globs(when, "agent"),
                globs(when, "workspace"),
                globs(when, "user"),
                globs(when, "key"),
                globMap(when, "labels", false),
                globMap(when, "headers", true),
                when.flag("tools"),
                when.flag("images"),
                when.flag("schema"),
                when.flag("reasoning"),
                TimeReader.window(when),
                when.count("minTokens", 0, 0),
                when.count("maxTokens", Integer.MAX_VALUE, 0));
        if (condition.minTokens() > condition.maxTokens()) {
            when.problem("minTokens", "is above maxTokens, so the rule never matches", "swap the two");
        }
        when.noOtherKeys();
        return condition;
    }

    private static List<Glob> globs(ConfigReader when, String key) {
        return when.texts(key).stream().map(Glob::new).toList();
    }

    private static Map<String, Glob> globMap(ConfigReader when, String key, boolean lowerCase) {
        Map<String, Glob> globs = new LinkedHashMap<>();
        when.textMap(key)
                .forEach((name, pattern) ->
                        globs.put(lowerCase ? name.toLowerCase(Locale.ROOT) : name, new Glob(pattern)));
        return globs;
    }
}
