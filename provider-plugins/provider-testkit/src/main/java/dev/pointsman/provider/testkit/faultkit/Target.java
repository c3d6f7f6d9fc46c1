package dev.pointsman.provider.testkit.faultkit;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A gateway to be judged.
 *
 * @param gateway without a version: {@code http://127.0.0.1:8484}
 * @param key that its clients show; empty for none
 * @param model that leads to the case's vendor and then to the spare; <code>{case}</code> in it stands for the case's name
 * @param headers sent with the request of a case, besides the key
 * @param patience after which a request counts as hung; well above what the gateway is configured to wait
 */
public record Target(
        URI gateway, String key, String model, Function<FaultCase, Map<String, String>> headers, Duration patience) {

    private static final String CASE = "{case}";

    public Target {
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(headers, "headers");
        if (!isLoopback(gateway)) {
            throw new IllegalArgumentException(
                    "the fault kit asks gateways of this machine alone: 127.0.0.1, ::1 or localhost, not "
                            + gateway.getHost());
        }
    }

    public static Target of(URI gateway, String key, String model) {
        return new Target(gateway, key, model, each -> Map.of(), Duration.ofSeconds(10));
    }

    String model(FaultCase faultCase) {
        return model.replace(CASE, faultCase.name());
    }

    private static boolean isLoopback(URI uri) {
        String host = String.valueOf(uri.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
