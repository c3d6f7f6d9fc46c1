package dev.pointsman.router.config;

import dev.pointsman.router.config.BudgetConfig.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code budgets:} section, and the {@code budget} of a workspace. */
final class BudgetsReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final double ONE_PERCENT = 1;
    private static final List<Double> THRESHOLDS = List.of(50.0, 80.0, 100.0);

    private final Set<String> providers;
    private final Set<String> profiles;

    BudgetsReader(Set<String> providers, Set<String> profiles) {
        this.providers = providers;
        this.profiles = profiles;
    }

    List<BudgetConfig> read(ConfigReader root) {
        List<BudgetConfig> budgets = new ArrayList<>();
        root.sections("budgets").forEach((name, section) -> {
            if (!NAME.matcher(name).matches()) {
                section.problem("", "is no name for a budget", "use lower case letters, digits, dot, dash");
            }
            budgets.add(budget(name, section, match(section.section("match"))));
        });
        return budgets;
    }

    /** A workspace's own; null when it has none. */
    @Nullable
    BudgetConfig ofWorkspace(String workspace, ConfigReader section) {
        return section.has("budget")
                ? budget("workspace/" + workspace, section.section("budget"), BudgetMatch.ofWorkspace(workspace))
                : null;
    }

    private BudgetConfig budget(String name, ConfigReader section, BudgetMatch match) {
        Map<Period, Long> limits = new LinkedHashMap<>();
        boolean named = false;
        for (Period period : Period.values()) {
            String key = period.name().toLowerCase(Locale.ROOT);
            BigDecimal limit = section.money(key);
            named |= section.has(key);
            if (limit != null) {
                limits.put(period, micros(limit));
            }
        }
        if (!named) {
            section.problem("", "names no amount", "write for example monthly: 500 USD");
        }
        boolean hard = section.choice("enforcement", Enforcement.class, Enforcement.HARD) == Enforcement.HARD;
        double emergency = section.percent("emergency", ONE_PERCENT) / 100;
        List<Double> thresholds = section.percents("thresholds", THRESHOLDS);
        String downgradeTo = section.text("downgradeTo");
        if (downgradeTo != null) {
            References.known(section, "downgradeTo", "profile", downgradeTo, profiles);
        }
        int maxOutput = section.count("maxOutput", BudgetConfig.DEFAULT_MAX_OUTPUT, 1);
        section.noOtherKeys();
        return new BudgetConfig(name, match, limits, hard, emergency, thresholds, downgradeTo, maxOutput);
    }

    /** A fraction of a millionth is not given away. */
    private static long micros(BigDecimal usd) {
        return usd.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private BudgetMatch match(ConfigReader match) {
        Map<String, Glob> labels = new LinkedHashMap<>();
        match.textMap("labels").forEach((name, pattern) -> labels.put(name, new Glob(pattern)));
        BudgetMatch read = new BudgetMatch(
                globs(match, "workspace"),
                globs(match, "key"),
                globs(match, "user"),
                globs(match, "agent"),
                known(match, "profile", profiles),
                known(match, "provider", providers),
                References.globs(match, "model", providers),
                labels);
        match.noOtherKeys();
        return read;
    }

    private static List<Glob> known(ConfigReader match, String key, Collection<String> names) {
        List<Glob> globs = globs(match, key);
        for (Glob glob : globs) {
            if (glob.isLiteral()) {
                References.known(match, key, key, glob.pattern(), names);
            }
        }
        return globs;
    }

    private static List<Glob> globs(ConfigReader match, String key) {
        return match.texts(key).stream().map(Glob::new).toList();
    }

    private enum Enforcement {
        HARD,
        SOFT
    }
}
