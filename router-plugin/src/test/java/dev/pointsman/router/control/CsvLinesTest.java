package dev.pointsman.router.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {

    @Test
    void writesNamesAndValuesInTheSameOrder() {
        ObjectNode row = row().put("agent", "coder").put("requests", 3).put("saved", -7);
        row.putNull("key");

        assertThat(CsvLines.head(row)).isEqualTo("agent,requests,saved,key\r\n");
        assertThat(CsvLines.line(row)).isEqualTo("coder,3,-7,\r\n");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(CsvLines.line(row().put("agent", "a,b"))).isEqualTo("\"a,b\"\r\n");
        assertThat(CsvLines.line(row().put("agent", "say \"hi\""))).isEqualTo("\"say \"\"hi\"\"\"\r\n");
        assertThat(CsvLines.line(row().put("agent", "two\nlines"))).isEqualTo("\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void noTextIsTakenForAFormula(String agent) {
        assertThat(CsvLines.line(row().put("agent", agent)))
                .matches(line -> line.startsWith("'") || line.startsWith("\"'"));
    }

    private static ObjectNode row() {
        return new ObjectMapper().createObjectNode();
    }
}
