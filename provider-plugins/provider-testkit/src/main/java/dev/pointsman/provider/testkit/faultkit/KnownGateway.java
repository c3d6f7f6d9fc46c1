package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.api.exchange.Dialect;
import java.time.Duration;
import java.util.Map;

/** Gateways that the kit knows how to configure, each by its own means of falling back. */
public enum KnownGateway {
    POINTSMAN(PointsmanRecipe.MODEL) {
        @Override
        public String configuration(VendorAddresses vendors, Duration patience) {
            return PointsmanRecipe.policy(vendors, Dialect.OPENAI_CHAT, patience);
        }
    },
    LITELLM(LiteLlmRecipe.MODEL) {
        @Override
        public String configuration(VendorAddresses vendors, Duration patience) {
            return LiteLlmRecipe.config(vendors, patience);
        }
    },
    /** Has no configuration file: it is told with each request. */
    PORTKEY(PortkeyRecipe.MODEL) {
        @Override
        public String configuration(VendorAddresses vendors, Duration patience) {
            return PortkeyRecipe.config(vendors, FaultCatalog.cases().getFirst(), patience) + "\n";
        }

        @Override
        public Map<String, String> headers(VendorAddresses vendors, FaultCase faultCase, Duration patience) {
            return Map.of(PortkeyRecipe.HEADER, PortkeyRecipe.config(vendors, faultCase, patience));
        }
    };

    private final String model;

    KnownGateway(String model) {
        this.model = model;
    }

    /** The model to ask for; <code>{case}</code> in it stands for the case's name. */
    public String model() {
        return model;
    }

    /**
     * Its configuration file; for one that has none, what it is told with the first case.
     *
     * @param patience with vendors that say nothing
     */
    public abstract String configuration(VendorAddresses vendors, Duration patience);

    /** What each request says beside its model. */
    public Map<String, String> headers(VendorAddresses vendors, FaultCase faultCase, Duration patience) {
        return Map.of();
    }
}
