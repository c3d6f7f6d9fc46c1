package dev.pointsman.provider.sandbox;

import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The vendors one can play with. All figures are made up; prices are USD per million input and output tokens. */
enum Vendor {
    /** Slow to begin and short of words. */
    CHEAP("0.10", "0.40", 64_000, 4_096, 400, 25, false),
    /** Begins at once. */
    FAST("0.50", "2", 128_000, 4_096, 40, 8, true),
    /** Takes its time and says more. */
    SMART("3", "15", 200_000, 8_192, 700, 30, true),
    /** Refuses some of its calls, in a fixed pattern. */
    FLAKY("0.05", "0.20", 64_000, 4_096, 60, 15, false),
    /** Never answers. */
    DEAD("0.01", "0.02", 64_000, 4_096, 0, 0, false);

    private final BigDecimal inputPrice;
    private final BigDecimal outputPrice;
    private final int contextWindow;
    private final int maxOutput;
    private final Duration beforeFirst;
    private final Duration betweenDeltas;
    private final boolean images;

    Vendor(
            String inputPrice,
            String outputPrice,
            int contextWindow,
            int maxOutput,
            int firstMillis,
            int laterMillis,
            boolean images) {
        this.inputPrice = new BigDecimal(inputPrice);
        this.outputPrice = new BigDecimal(outputPrice);
        this.contextWindow = contextWindow;
        this.maxOutput = maxOutput;
        this.beforeFirst = Duration.ofMillis(firstMillis);
        this.betweenDeltas = Duration.ofMillis(laterMillis);
        this.images = images;
    }

    static Optional<Vendor> named(String name) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.id().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Vendor::id).collect(Collectors.joining(", "));
    }

    /** The vendor's name, which is also the id of its only model. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In tokens, input and output together. */
    int contextWindow() {
        return contextWindow;
    }

    /** In tokens. */
    int maxOutput() {
        return maxOutput;
    }

    Duration beforeFirst() {
        return beforeFirst;
    }

    Duration betweenDeltas() {
        return betweenDeltas;
    }

    boolean takesImages() {
        return images;
    }

    ModelDescriptor descriptor() {
        Set<Capability> capabilities = new HashSet<>(
                Set.of(Capability.STREAMING, Capability.TOOLS, Capability.PARALLEL_TOOLS, Capability.SCHEMA));
        if (images) {
            capabilities.add(Capability.IMAGES);
        }
        return ModelDescriptor.of(id())
                .capabilities(capabilities)
                .contextWindow(contextWindow)
                .maxOutput(maxOutput)
                .prices(inputPrice, outputPrice)
                .build();
    }
}
