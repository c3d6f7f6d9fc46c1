package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key {@code price} of a model: one mapping, or a list of those that follow each other. */
final class PriceReader {

    private PriceReader() {}

    static List<PriceConfig> prices(ConfigReader model) {
        List<PriceConfig> prices = new ArrayList<>();
        for (ConfigReader price : model.oneOrItems("price")) {
            PriceConfig one = price(price);
            if (one != null) {
                prices.add(one);
            }
        }
        return prices;
    }

    private static @Nullable PriceConfig price(ConfigReader price) {
        PriceConfig.Rates rates = rates(price);
        List<PriceConfig.Above> above = new ArrayList<>();
        for (ConfigReader tier : price.items("above")) {
            int tokens = tier.count("tokens", 0, 1);
            PriceConfig.Rates dearer = rates(tier);
            if (tokens == 0 && !tier.has("tokens")) {
                tier.problem("tokens", "is missing", "write tokens: the longest input of the price before");
            }
            tier.noOtherKeys();
            if (dearer != null) {
                above.add(new PriceConfig.Above(tokens, dearer));
            }
        }
        BigDecimal perRequest = price.money("perRequest");
        String source = price.text("source");
        String fetched = price.day("fetched");
        String effectiveFrom = price.day("effectiveFrom");
        price.noOtherKeys();
        return rates == null ? null : new PriceConfig(rates, perRequest, above, source, fetched, effectiveFrom);
    }

    private static PriceConfig.@Nullable Rates rates(ConfigReader price) {
        BigDecimal input = needed(price, "input");
        BigDecimal output = needed(price, "output");
        BigDecimal cachedRead = price.money("cachedRead");
        BigDecimal cacheWrite = price.money("cacheWrite");
        BigDecimal cacheWriteHour = price.money("cacheWriteHour");
        return input == null || output == null
                ? null
                : new PriceConfig.Rates(input, output, cachedRead, cacheWrite, cacheWriteHour);
    }

    private static @Nullable BigDecimal needed(ConfigReader price, String key) {
        if (!price.has(key)) {
            price.problem(key, "is missing", "write " + key + ": USD per million tokens");
        }
        return price.money(key);
    }
}
