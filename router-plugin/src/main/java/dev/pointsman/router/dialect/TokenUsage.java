package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Usage;
import java.util.OptionalLong;

/**
 * What a vendor reported: in one meaning for all, and what else it said.
 *
 * @param costMicros what it says the answer cost, in USD times 1,000,000; empty when it does not say
 */
public record TokenUsage(Source source, Usage unified, OptionalLong costMicros) {

    /** Of a vendor that tells no cost. */
    public TokenUsage(Source source, Usage unified) {
        this(source, unified, OptionalLong.empty());
    }
}
