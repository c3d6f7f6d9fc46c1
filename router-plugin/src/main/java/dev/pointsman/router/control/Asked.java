package dev.pointsman.router.control;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.policy.RequestFeatures;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a decision was asked for, so that another policy can be asked the same; without content.
 *
 * @param headers those that speak to the router ({@code x-pointsman-…}), by lower case name; the others may hold anything
 */
public record Asked(RequestFeatures features, Dialect dialect, Map<String, String> headers) {

    private static final String OURS = "x-pointsman-";

    public Asked {
        Map<String, String> kept = new TreeMap<>(headers);
        kept.keySet().removeIf(name -> !name.startsWith(OURS));
        headers = Map.copyOf(kept);
    }
}
