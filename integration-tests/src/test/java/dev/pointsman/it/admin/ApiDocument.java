package dev.pointsman.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pointsman.it.harness.Gateway;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of a running gateway, which answers are held against. */
final class ApiDocument {

    private static final String NAME = "urn:pointsman:openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private ApiDocument(String text) throws Exception {
        this.document = new ObjectMapper().readTree(text);
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(NAME, text)));
    }

    static ApiDocument of(Gateway gateway) throws Exception {
        HttpResponse<String> answer = gateway.operate("GET", "/openapi.json", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ApiDocument(answer.body());
    }

    /** {@code GET /decisions} and the like. */
    Set<String> questions() {
        Set<String> questions = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> questions.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return questions;
    }

    /** That an answer is what the document says of this question, whether it went well or not. */
    void describes(String method, String path, HttpResponse<String> answer) {
        String pointer = "/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT)
                + (answer.statusCode() == 200
                        ? "/responses/200/content/application~1json/schema"
                        : "/responses/default");
        assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
        String schema = answer.statusCode() == 200 ? pointer : "/components/schemas/Error";
        assertThat(schemas.getSchema(SchemaLocation.of(NAME + "#" + schema)).validate(answer.body(), InputFormat.JSON))
                .as(method + " " + path + ": " + answer.body())
                .isEmpty();
    }
}
