package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.router.money.Baseline;
import dev.pointsman.router.money.UsageDimension;
import dev.pointsman.router.money.UsageQuestion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a question about usage from a query. */
final class UsageParameters {

    /** In place of dimensions: a line for each request. */
    static final String BY_REQUEST = "request";

    private static final String LAST_MONTH = "30d";
    private static final List<UsageDimension> BY_MODEL = List.of(UsageDimension.MODEL);

    private final InstantSource clock;
    private final Baselines baselines;

    UsageParameters(InstantSource clock, Baselines baselines) {
        this.clock = clock;
        this.baselines = baselines;
    }

    /** @throws ControlException 400 for what cannot be asked */
    UsageQuestion read(ControlRequest request) {
        Map<String, String> query = request.query();
        Moments moments = new Moments(clock);
        long since = moments.read("since", query.getOrDefault("since", LAST_MONTH));
        String until = query.get("until");
        long end = until == null ? clock.millis() + 1 : moments.read("until", until);
        if (end <= since) {
            throw new ControlException(400, "bad_time", "until lies before since");
        }
        return new UsageQuestion(since, end, by(query.get("by")), only(query), baseline(query.get("baseline")));
    }

    static boolean isByRequest(ControlRequest request) {
        return BY_REQUEST.equals(request.query().get("by"));
    }

    private static List<UsageDimension> by(@Nullable String text) {
        if (text == null) {
            return BY_MODEL;
        }
        List<UsageDimension> dimensions = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (name.isEmpty() || name.equals(BY_REQUEST)) {
                continue;
            }
            Optional<UsageDimension> dimension = UsageDimension.of(name);
            if (dimension.isEmpty()) {
                throw new ControlException(400, "bad_dimension", "by takes " + names() + ", or request alone");
            }
            if (!dimensions.contains(dimension.get())) {
                dimensions.add(dimension.get());
            }
        }
        return dimensions;
    }

    private static String names() {
        return Stream.of(UsageDimension.values()).map(UsageDimension::key).collect(Collectors.joining(", "));
    }

    private static Map<UsageDimension, String> only(Map<String, String> query) {
        Map<UsageDimension, String> only = new EnumMap<>(UsageDimension.class);
        for (UsageDimension dimension : UsageDimension.values()) {
            String value = query.get(dimension.key());
            if (value != null && dimension != UsageDimension.DAY) {
                only.put(dimension, value);
            }
        }
        return only;
    }

    private @Nullable Baseline baseline(@Nullable String model) {
        return model == null ? null : baselines.find(model);
    }
}
