package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gemini's OpenAI-compatible endpoint signs calls, {@code extra_content.google.thought_signature}, and answers 400 to a call that
 * comes back without. Other dialects keep signatures beside the calls, so a signature's place is written before its value, as in
 * Gemini's own dialect: {@code c0~…} for the first call.
 */
final class CallThoughts {

    private static final String EXTRA = "extra_content";
    private static final String GOOGLE = "google";
    private static final String SIGNATURE = "thought_signature";

    private final Map<Integer, String> ofCalls = new HashMap<>();

    /** Takes the signatures out of a whole answer's calls. */
    static List<Block> takenFrom(ArrayNode calls, String path) {
        List<Block> taken = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String value = takenFrom(calls.get(i));
            if (!value.isEmpty()) {
                Source source = Source.at(ChatSpoke.CHAT, path + "[" + i + "]." + EXTRA);
                taken.add(new Block.Reasoning(source, "", ofCall(i, value), true));
            }
        }
        return taken;
    }

    /** Takes the signature out of a call, so that it is not counted as lost; empty when it has none. */
    static String takenFrom(JsonNode call) {
        String value = call.path(EXTRA).path(GOOGLE).path(SIGNATURE).asText("");
        if (!value.isEmpty() && call.path(EXTRA).path(GOOGLE) instanceof ObjectNode google) {
            google.remove(SIGNATURE);
            if (google.isEmpty() && call.path(EXTRA).size() == 1) {
                ((ObjectNode) call).remove(EXTRA);
            }
        }
        return value;
    }

    static Signature ofCall(int call, String value) {
        return new Signature("c" + call + "~" + value, null);
    }

    /** Keeps a signature for {@link #sign}; whether it is one of a call. */
    boolean keep(Signature signature) {
        int end = signature.value().indexOf('~');
        if (end < 2 || signature.value().charAt(0) != 'c') {
            return false;
        }
        String number = signature.value().substring(1, end);
        if (!number.chars().allMatch(digit -> digit >= '0' && digit <= '9') || number.length() > 4) {
            return false;
        }
        ofCalls.put(Integer.valueOf(number), signature.value().substring(end + 1));
        return true;
    }

    /** Gives the calls of one message their signatures back. */
    void sign(ArrayNode calls) {
        for (int i = 0; i < calls.size(); i++) {
            String value = ofCalls.get(i);
            if (value != null && calls.get(i) instanceof ObjectNode call) {
                call.putObject(EXTRA).putObject(GOOGLE).put(SIGNATURE, value);
            }
        }
    }
}
