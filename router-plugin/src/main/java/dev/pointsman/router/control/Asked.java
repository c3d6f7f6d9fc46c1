package dev.pointsman.router.control;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.policy.RequestFeatures;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a decision was asked for, so that another policy can be asked the same; without content.
 *
 * @param headers those that speak to the router ({@code x-pointsman-…}) and hold a name, by lower case name; the others may hold
 *     anything
 */
public record Asked(RequestFeatures features, Dialect dialect, Map<String, String> headers) {

    private static final String OURS = "x-pointsman-";

    /** Of a profile, a workload: what is none steers nothing and may be a piece of a prompt. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");

    public Asked {
        Map<String, String> kept = new TreeMap<>(headers);
        kept.entrySet()
                .removeIf(header -> !header.getKey().startsWith(OURS)
                        || !NAME.matcher(header.getValue()).matches());
        headers = Map.copyOf(kept);
    }
}
