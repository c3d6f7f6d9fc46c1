package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/policy-reference.md explains every key of the schema, and no other. */
class PolicyReferencePageTest {

    private static final Pattern SECTION = Pattern.compile("^#{2,3} (?:`([^`]+)`|The file)$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyKeyOfTheSchemaIsExplained() throws IOException {
        Set<String> keys = new TreeSet<>();
        JsonNode schema = new ObjectMapper().readTree(Markdown.text(Path.of("docs/policy.schema.json")));
        collect(schema, "", keys);

        assertThat(keys).hasSizeGreaterThan(100);
        assertThat(explained()).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static Set<String> explained() {
        String page = Markdown.text(Path.of("docs/policy-reference.md"));
        Set<String> explained = new TreeSet<>();
        Matcher section = SECTION.matcher(page);
        while (section.find()) {
            String path = section.group(1) == null ? "" : section.group(1) + ".";
            String body = page.substring(section.end()).split("\n##", 2)[0];
            ROW.matcher(body).results().forEach(row -> explained.add(path + row.group(1)));
        }
        return explained;
    }

    private static void collect(JsonNode node, String path, Set<String> keys) {
        node.path("properties").properties().forEach(member -> {
            add(path + member.getKey(), keys);
            collect(member.getValue(), path + member.getKey() + ".", keys);
        });
        String parent = path.replaceAll("\\.$", "");
        collectIfMapping(node.path("additionalProperties"), parent + ".NAME.", keys);
        collectIfMapping(node.path("items"), parent + "[].", keys);
        for (String choice : new String[] {"oneOf", "anyOf", "allOf"}) {
            node.path(choice).forEach(option -> collect(option, path, keys));
        }
    }

    private static void collectIfMapping(JsonNode node, String path, Set<String> keys) {
        if (node.isObject()) {
            collect(node, path, keys);
        }
    }

    /** What the page explains once and refers to: models in the catalog, prices in a list, a workspace's own credentials and budget. */
    private static void add(String key, Set<String> keys) {
        String once = key.replaceFirst("^catalog(\\[])?\\.NAME\\.", "providers.NAME.models[].")
                .replaceFirst("\\.price\\[]\\.", ".price.")
                .replaceFirst("^workspaces\\.NAME\\.credentials\\.NAME\\[]\\.", "providers.NAME.credentials[].")
                .replaceFirst("^workspaces\\.NAME\\.budget\\.", "budgets.NAME.");
        keys.add(once);
    }
}
