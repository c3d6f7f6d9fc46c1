package dev.pointsman.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as a vendor got it.
 *
 * @param path behind the vendor's name
 * @param headers by lower case name
 */
public record Asked(String method, String path, Map<String, String> headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a vendor was sent something that is not JSON", e);
        }
    }

    public boolean streaming() {
        return json().path("stream").asBoolean(false);
    }
}
