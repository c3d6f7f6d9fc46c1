package dev.pointsman.router.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The policy's form as a JSON Schema (2020-12), for editors. It is not written down anywhere: the readers of the policy read an
 * empty one, and what they ask for is the schema. What depends on plugins or on other members is left to the readers.
 */
public final class PolicySchema {

    private PolicySchema() {}

    /** A tree of JDK types. */
    public static Map<String, Object> tree() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Pointsman policy");
        SchemaReader root = SchemaReader.into(schema);
        new PolicyReader(root, Vocabulary.unchecked()).readAsGoodAsItIs();
        return schema;
    }
}
