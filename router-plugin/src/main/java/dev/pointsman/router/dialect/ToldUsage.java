package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Usage;
import java.util.OptionalLong;

/**
 * What a vendor told of an answer's use.
 *
 * @param costMicros what it says that cost, in USD times 1,000,000; empty when it does not say
 */
public record ToldUsage(Usage usage, OptionalLong costMicros) {}
