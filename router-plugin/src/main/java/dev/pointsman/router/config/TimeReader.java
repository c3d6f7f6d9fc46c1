package dev.pointsman.router.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key {@code time} of a rule: {@code {from: "22:00", to: "06:00", days: [mon, fri], zone: Europe/Berlin}}. */
final class TimeReader {

    private static final int LETTERS = 3;

    private TimeReader() {}

    /** Null where nothing, or nothing right, is written. */
    static @Nullable TimeWindow window(ConfigReader when) {
        if (!when.has("time")) {
            return null;
        }
        ConfigReader section = when.section("time");
        LocalTime from = time(section, "from");
        LocalTime to = time(section, "to");
        Set<DayOfWeek> days = days(section);
        ZoneId zone = zone(section);
        section.noOtherKeys();
        return from == null || to == null || zone == null ? null : new TimeWindow(days, from, to, zone);
    }

    private static @Nullable LocalTime time(ConfigReader section, String key) {
        String text = section.needed(key, "write " + key + ": \"22:00\", in quotes");
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            section.problem(key, "is no time of day", "write for example \"22:00\", in quotes");
            return null;
        }
    }

    private static Set<DayOfWeek> days(ConfigReader section) {
        List<String> names = section.texts("days");
        if (names.isEmpty()) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        List<String> known = Stream.of(DayOfWeek.values()).map(TimeReader::name).toList();
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = 0; i < names.size(); i++) {
            int day = known.indexOf(names.get(i).toLowerCase(Locale.ROOT));
            if (day < 0) {
                section.problem("days[" + i + "]", "is no day", DidYouMean.among(known, names.get(i)));
            } else {
                days.add(DayOfWeek.of(day + 1));
            }
        }
        return days;
    }

    /** {@code mon}. */
    private static String name(DayOfWeek day) {
        return day.name().substring(0, LETTERS).toLowerCase(Locale.ROOT);
    }

    private static @Nullable ZoneId zone(ConfigReader section) {
        String text = section.needed("zone", "write zone: Europe/Berlin, or UTC");
        if (text == null) {
            return null;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            section.problem("zone", "is no time zone", "write for example Europe/Berlin, or UTC");
            return null;
        }
    }
}
