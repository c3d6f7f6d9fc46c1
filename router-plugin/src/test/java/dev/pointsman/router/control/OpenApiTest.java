package dev.pointsman.router.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.control.ControlRequest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    /** What hosts built with the edge answer themselves. */
    private static final Set<String> OF_THE_HOST =
            Set.of("GET /keys", "POST /keys", "GET /keys/{id}", "DELETE /keys/{id}", "GET /audit");

    /** Its sources are asked when a question comes, and not before. */
    private final ControlDoor door =
            new ControlDoor(new ControlSources(null, null, null, null, null, null, null, null, InstantSource.system()));

    @Test
    void isAValidDocument() {
        assertThat(parsed().getMessages()).isEmpty();
        assertThat(parsed().getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
    }

    @Test
    void describesEveryQuestionThatCanBeAskedAndNoOther() {
        Set<String> asked = new TreeSet<>(OF_THE_HOST);
        door.routes().forEach(route -> asked.add(route.method() + " " + route.path()));

        assertThat(described(parsed().getOpenAPI()))
                .as("openapi.json beside the routes of the control's doors")
                .isEqualTo(asked);
    }

    private static Set<String> described(OpenAPI document) {
        Set<String> questions = new TreeSet<>();
        for (Map.Entry<String, PathItem> path : document.getPaths().entrySet()) {
            path.getValue()
                    .readOperationsMap()
                    .keySet()
                    .forEach(method -> questions.add(method.name() + " " + path.getKey()));
        }
        return questions;
    }

    private SwaggerParseResult parsed() {
        String document = door.handle(ControlRequest.get("/openapi.json"))
                .next()
                .orElseThrow()
                .payload()
                .utf8();
        return new OpenAPIV3Parser().readContents(document, null, new ParseOptions());
    }
}
