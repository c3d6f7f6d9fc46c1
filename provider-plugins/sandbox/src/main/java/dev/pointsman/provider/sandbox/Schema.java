package dev.pointsman.provider.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a JSON Schema that is needed to write a value which fits it.
 *
 * @param type {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code null}
 * @param fixed JSON of the only, the first allowed or the default value
 * @param required names of members that must be there
 * @param items of an array
 * @param minimum of a number
 * @param maximum of a number
 * @param least the smallest length of a string or array
 * @param most the largest length of a string
 */
record Schema(
        String type,
        @Nullable String fixed,
        List<String> required,
        Map<String, Schema> properties,
        @Nullable Schema items,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        int least,
        int most) {

    private static final Schema ANY_OBJECT =
            new Schema("object", null, List.of(), Map.of(), null, null, null, 0, Integer.MAX_VALUE);
    private static final Schema ANY_STRING =
            new Schema("string", null, List.of(), Map.of(), null, null, null, 0, Integer.MAX_VALUE);

    static Schema anyObject() {
        return ANY_OBJECT;
    }

    static Schema anyString() {
        return ANY_STRING;
    }

    @Override
    public String toString() {
        return "Schema[" + type + "]";
    }
}
