package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.failure.ProviderException;
import org.jspecify.annotations.Nullable;

/** A tool on offer. */
public sealed interface Tool {

    Source source();

    String name();

    /** A function with a JSON schema: every dialect has it. */
    record Function(
            Source source,
            String name,
            @Nullable String description,
            @Nullable JsonNode schema,
            @Nullable Boolean strict)
            implements Tool {
        /** The member that holds the schema, by the name that the source's dialect has for it. */
        public String schemaPath() {
            String member = switch (source.dialect().name()) {
                case "anthropic-messages" -> ".input_schema";
                case "openai-responses" -> ".parameters";
                default -> ".function.parameters";
            };
            return source.path() + member;
        }

        @Override
        public String toString() {
            return "Function[" + name + "]";
        }
    }

    /** A tool that the vendor runs, or of a form that one dialect alone has; what becomes of it tells {@link VendorTools}. */
    record Vendors(Source source, String name, JsonNode json) implements Tool {

        /** Names the tool and the way out. */
        public ProviderException refused(Dialect target) {
            return TreeJson.invalid(source.path().substring("$.".length()) + ": the tool \"" + name + "\" exists in "
                    + source.dialect() + " alone and cannot be offered through " + target
                    + "; remove it, or restrict the request to providers of that dialect.");
        }

        @Override
        public String toString() {
            return "Vendors[" + name + "]";
        }
    }
}
