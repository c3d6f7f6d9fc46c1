package dev.pointsman.provider.sandbox;

import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.SettingsReader;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one {@code providers:} entry of this type says.
 *
 * @param vendors those it offers, at least one
 * @param realistic whether answers take their time
 * @param failEvery of the calls to {@code flaky}, every how many fail; 0 for none
 * @param cutEvery of its streamed answers, every how many break off; 0 for none
 */
record SandboxSettings(Set<Vendor> vendors, boolean realistic, int failEvery, int cutEvery) {

    private static final int EVERY_OTHER = 2;

    /** @throws dev.pointsman.api.provider.InvalidSettingsException with all mistakes */
    static SandboxSettings read(ProviderSettings settings) {
        SettingsReader reader = new SettingsReader(settings);
        Set<Vendor> vendors = vendors(reader);
        Optional<String> speed = reader.word("speed", Set.of("realistic", "instant"));
        Map<?, ?> flaky = flaky(reader);
        int failEvery = count(flaky, "failEvery", EVERY_OTHER, reader);
        int cutEvery = count(flaky, "cutEvery", 0, reader);
        reader.finish();
        return new SandboxSettings(vendors, !speed.equals(Optional.of("instant")), failEvery, cutEvery);
    }

    private static Set<Vendor> vendors(SettingsReader reader) {
        Optional<Object> value = reader.value("vendors");
        if (value.isEmpty()) {
            return EnumSet.allOf(Vendor.class);
        }
        if (!(value.get() instanceof Collection<?> names) || names.isEmpty()) {
            reader.problem("vendors", "is not a list of names", "write for example [cheap, fast]");
            return Set.of();
        }
        EnumSet<Vendor> vendors = EnumSet.noneOf(Vendor.class);
        int index = 0;
        for (Object name : names) {
            Optional<Vendor> vendor = Vendor.named(String.valueOf(name));
            if (vendor.isEmpty()) {
                reader.problem("vendors[" + index + "]", "is no sandbox vendor", "choose from " + Vendor.names());
            }
            vendor.ifPresent(vendors::add);
            index++;
        }
        return vendors;
    }

    private static Map<?, ?> flaky(SettingsReader reader) {
        Object value = reader.value("flaky").orElse(Map.of());
        if (!(value instanceof Map<?, ?> members)) {
            reader.problem("flaky", "is not a group of settings", "write for example {failEvery: 2}");
            return Map.of();
        }
        for (Object name : members.keySet()) {
            if (!name.equals("failEvery") && !name.equals("cutEvery")) {
                reader.problem("flaky." + name, "is unknown", "use failEvery or cutEvery");
            }
        }
        return members;
    }

    private static int count(Map<?, ?> members, String name, int absent, SettingsReader reader) {
        Object value = members.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Integer count && count >= 0) {
            return count;
        }
        reader.problem("flaky." + name, "is not a whole number from 0 up", "write 0 for never");
        return absent;
    }
}
