package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * What a vendor says in its {@code usage} that the answer cost: {@code cost} as a number of USD (OpenRouter and gateways like us),
 * {@code cost.total_cost} (Perplexity), {@code cost_in_usd_ticks}, of which ten thousand millions are one USD (xAI). For one
 * {@code usage}.
 */
public final class ToldCost {

    private static final int MICROS_SCALE = 6;
    private static final int TICKS_SCALE = 10;
    private static final int MOST_MAGNITUDE = 30;

    /** An answer that cost more is no answer: the figure is in another unit. */
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(100_000);

    private OptionalLong micros = OptionalLong.empty();

    /** Looks at a member of {@code usage}; other members are left alone. */
    public void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "cost" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    StrictJson.members(value, (part, amount) -> {
                        if (part.equals("total_cost")) {
                            usd(amount, 0);
                        }
                    });
                } else {
                    usd(value, 0);
                }
            }
            case "cost_in_usd_ticks" -> usd(value, TICKS_SCALE);
            default -> {}
        }
    }

    /** USD times 1,000,000, rounded; empty where it told none. */
    public OptionalLong micros() {
        return micros;
    }

    private void usd(JsonParser value, int scale) throws IOException {
        if (!value.currentToken().isNumeric()) {
            return;
        }
        BigDecimal usd = value.getDecimalValue();
        long magnitude = (long) usd.precision() - usd.scale();
        if (Math.abs(magnitude) > MOST_MAGNITUDE) {
            // Like 1e-999999999: cheap to read, and not to round.
            return;
        }
        usd = usd.scaleByPowerOfTen(-scale);
        if (usd.signum() >= 0 && usd.compareTo(MOST_USD) <= 0) {
            micros = OptionalLong.of(usd.movePointRight(MICROS_SCALE)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
        }
    }
}
