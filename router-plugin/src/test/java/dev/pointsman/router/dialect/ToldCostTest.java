package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToldCostTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cost\": 0.00014} | 140",
                "{\"cost\": 1.4e-07} | 0",
                "{\"cost\": 0} | 0",
                "{\"cost\": {\"request_cost\": 0.005, \"total_cost\": 0.00502}} | 5020",
                "{\"cost_in_usd_ticks\": 9243500} | 924"
            })
    void readsWhatVendorsSayInMillionthsOfAUsd(String usage, long micros) throws IOException {
        assertThat(read(usage)).hasValue(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt_tokens\": 3}",
                "{\"cost\": null}",
                "{\"cost\": \"0.1\"}",
                "{\"cost\": -1}",
                "{\"cost\": 1e9}",
                "{\"cost\": 1e-999999999}",
                "{\"cost\": {}}"
            })
    void takesNothingElseForACost(String usage) throws IOException {
        assertThat(read(usage)).isEmpty();
    }

    @Test
    void aVendorThatTellsItTwiceIsBelievedTheLastTime() throws IOException {
        assertThat(read("{\"cost\": 1, \"cost_in_usd_ticks\": 20000000000}")).hasValue(2_000_000);
    }

    private static OptionalLong read(String usage) throws IOException {
        ToldCost cost = new ToldCost();
        try (JsonParser parser = new JsonFactory().createParser(usage)) {
            parser.nextToken();
            StrictJson.members(parser, cost::member);
        }
        return cost.micros();
    }
}
