package dev.pointsman.provider.sandbox;

import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code providers:} entry of this type says.
 *
 * @param vendors those it offers, at least one
 * @param realistic whether answers take their time
 * @param failEvery of the calls to {@code flaky}, every how many fail; 0 for none
 * @param cutEvery of its streamed answers, every how many break off; 0 for none
 */
record SandboxSettings(Set<Vendor> vendors, boolean realistic, int failEvery, int cutEvery) {

    static SandboxSettings read(Map<String, Object> values) {
        List<SettingsProblem> problems = new ArrayList<>();
        Set<Vendor> vendors = vendors(values.get("vendors"), problems);
        boolean realistic = realistic(values.getOrDefault("speed", "realistic"), problems);
        Map<?, ?> flaky = flaky(values.getOrDefault("flaky", Map.of()), problems);
        int failEvery = count(flaky, "failEvery", 2, problems);
        int cutEvery = count(flaky, "cutEvery", 0, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new SandboxSettings(vendors, realistic, failEvery, cutEvery);
    }

    private static Set<Vendor> vendors(@Nullable Object value, List<SettingsProblem> problems) {
        if (value == null) {
            return EnumSet.allOf(Vendor.class);
        }
        if (!(value instanceof Collection<?> names) || names.isEmpty()) {
            problems.add(new SettingsProblem("vendors", "is not a list of names", "write for example [cheap, fast]"));
            return Set.of();
        }
        EnumSet<Vendor> vendors = EnumSet.noneOf(Vendor.class);
        int index = 0;
        for (Object name : names) {
            Optional<Vendor> vendor = Vendor.named(String.valueOf(name));
            if (vendor.isEmpty()) {
                problems.add(new SettingsProblem(
                        "vendors[" + index + "]",
                        "no sandbox vendor \"" + name + "\"",
                        "choose from " + Vendor.names()));
            }
            vendor.ifPresent(vendors::add);
            index++;
        }
        return vendors;
    }

    private static boolean realistic(Object value, List<SettingsProblem> problems) {
        if (!value.equals("realistic") && !value.equals("instant")) {
            problems.add(new SettingsProblem("speed", "is neither of the two speeds", "write realistic or instant"));
        }
        return value.equals("realistic");
    }

    private static Map<?, ?> flaky(Object value, List<SettingsProblem> problems) {
        if (!(value instanceof Map<?, ?> members)) {
            problems.add(
                    new SettingsProblem("flaky", "is not a group of settings", "write for example {failEvery: 2}"));
            return Map.of();
        }
        for (Object name : members.keySet()) {
            if (!name.equals("failEvery") && !name.equals("cutEvery")) {
                problems.add(new SettingsProblem("flaky." + name, "is unknown", "use failEvery or cutEvery"));
            }
        }
        return members;
    }

    private static int count(Map<?, ?> members, String name, int absent, List<SettingsProblem> problems) {
        Object value = members.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Integer count && count >= 0) {
            return count;
        }
        problems.add(new SettingsProblem("flaky." + name, "is not a whole number from 0 up", "write 0 for never"));
        return absent;
    }
}
