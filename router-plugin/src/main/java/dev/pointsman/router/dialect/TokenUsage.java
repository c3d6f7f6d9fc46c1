package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Usage;

/** What a vendor reported: in one meaning for all, and what else it said. */
public record TokenUsage(Source source, Usage unified) {}
