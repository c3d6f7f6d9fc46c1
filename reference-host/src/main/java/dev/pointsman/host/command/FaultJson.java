package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.provider.testkit.faultkit.CaseResult;
import dev.pointsman.provider.testkit.faultkit.FaultReport;

/** What {@code faultkit} found, as JSON. */
final class FaultJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FaultJson() {}

    static ObjectNode of(FaultReport report) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("passed", report.passed());
        ArrayNode cases = tree.putArray("cases");
        for (CaseResult result : report.results()) {
            cases.addObject()
                    .put("row", result.faultCase().fault().row())
                    .put("case", result.faultCase().name())
                    .put("fault", result.faultCase().fault().title())
                    .put("streamed", result.faultCase().streamed())
                    .put("expected", result.faultCase().expectation().words())
                    .put("passed", result.verdict().passed())
                    .put("seen", result.verdict().finding())
                    .put("status", result.answer().status())
                    .put("attempts", result.attempts())
                    .put("millis", result.answer().took().toMillis());
        }
        return tree;
    }
}
