package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The scalar settings of a request, one name for all dialects. A dialect's reader and writer each have a table from these to
 * its members; what a writer's table lacks is a loss, so no setting can be forgotten.
 */
public enum Parameter {
    /** Tokens. */
    MAX_OUTPUT,
    TEMPERATURE,
    TOP_P,
    TOP_K,
    /** A list of texts. */
    STOP,
    SEED,
    PRESENCE_PENALTY("0"),
    FREQUENCY_PENALTY("0"),
    LOGIT_BIAS,
    LOGPROBS("false"),
    TOP_LOGPROBS,
    /** How many answers. */
    CHOICES("1"),
    /** Whether several tools may be called in one turn. */
    PARALLEL_TOOL_CALLS("true"),
    /** Whom the client serves. */
    USER,
    /** OpenAI's words: {@code auto}, {@code default}, {@code flex}, {@code priority}. */
    SERVICE_TIER("auto"),
    STREAM("false"),
    /** Whether a stream ends with usage. */
    STREAM_USAGE("false"),
    /** A word: {@code none}, {@code minimal}, {@code low}, {@code medium}, {@code high}, {@code xhigh}, {@code max}. */
    REASONING_EFFORT,
    /** Tokens. */
    REASONING_BUDGET,
    /** A word: {@code enabled}, {@code disabled}, {@code adaptive}. */
    REASONING_MODE;

    private final @Nullable String neutral;

    Parameter() {
        this(null);
    }

    Parameter(@Nullable String neutral) {
        this.neutral = neutral;
    }

    /** Whether the value asks for what happens anyway: {@code "n": 1}. A dialect without the member loses nothing then. */
    public boolean isNeutral(JsonNode value) {
        if (neutral == null) {
            return false;
        }
        return value.isNumber()
                ? Character.isDigit(neutral.charAt(0)) && value.decimalValue().compareTo(new BigDecimal(neutral)) == 0
                : value.asText().equals(neutral);
    }
}
