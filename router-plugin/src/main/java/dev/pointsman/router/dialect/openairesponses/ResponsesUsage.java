package dev.pointsman.router.dialect.openairesponses;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.StrictJson;
import dev.pointsman.router.dialect.ToldCost;
import dev.pointsman.router.dialect.ToldUsage;
import java.io.IOException;
import java.util.Optional;

/** A response's {@code usage} in our meaning; {@code input_tokens} includes the cache, {@code output_tokens} the reasoning. */
final class ResponsesUsage {

    private final ToldCost cost = new ToldCost();
    private boolean found;
    private long input;
    private long cached;
    private long cacheWrite;
    private long output;
    private long reasoning;

    private ResponsesUsage() {}

    /** Empty when neither input nor output is told. */
    static Optional<ToldUsage> read(JsonParser value) throws IOException {
        ResponsesUsage usage = new ResponsesUsage();
        StrictJson.members(value, usage::member);
        return usage.found ? Optional.of(new ToldUsage(usage.result(), usage.cost.micros())) : Optional.empty();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "input_tokens" -> {
                found |= value.currentToken().isNumeric();
                input = value.getValueAsLong();
            }
            case "output_tokens" -> {
                found |= value.currentToken().isNumeric();
                output = value.getValueAsLong();
            }
            case "input_tokens_details", "output_tokens_details" -> StrictJson.members(value, this::detail);
            default -> cost.member(name, value);
        }
    }

    private Usage result() {
        return new Usage(input, cached, cacheWrite, output, reasoning);
    }

    private void detail(String name, JsonParser value) throws IOException {
        switch (name) {
            case "cached_tokens" -> cached = value.getValueAsLong();
            case "cache_write_tokens" -> cacheWrite = value.getValueAsLong();
            case "reasoning_tokens" -> reasoning = value.getValueAsLong();
            default -> {}
        }
    }
}
