package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes another dialect's turns as {@code contents}. Calls and results have no ids here: a result is tied to its call by the
 * function's name and by order, so all results of one turn go into one content, in the order of the calls. Signatures go back to
 * the parts that they were read from.
 */
final class GeminiTurnsWriter {

    /** From its third generation on the vendor refuses a call without a signature. */
    private static final Pattern SIGNS_CALLS = Pattern.compile("gemini-([3-9]|.*latest)");

    private final Draft draft;
    private final Losses losses;
    private final GeminiPartWriter parts;
    private final ArrayNode system = TreeJson.object().putArray("parts");
    private final ArrayNode contents = TreeJson.object().putArray("contents");
    private final Map<String, String> names = new HashMap<>();
    private final List<String> callIds = new ArrayList<>();
    private final List<ObjectNode> callParts = new ArrayList<>();
    private final Map<String, String> signatures = new HashMap<>();
    private final List<Integer> resultOrder = new ArrayList<>();

    GeminiTurnsWriter(Draft draft) {
        this.draft = draft;
        this.losses = draft.losses();
        this.parts = new GeminiPartWriter(losses);
    }

    void write(Conversation conversation) {
        write(conversation.system(), system);
        conversation.turns().forEach(this::turn);
        closeAnswer();
        if (contents.isEmpty() && !system.isEmpty()) {
            // Something must be asked: the last instruction is what asks.
            content("user").add(system.remove(system.size() - 1));
        }
        if (!system.isEmpty()) {
            ObjectNode instruction = TreeJson.object();
            instruction.set("parts", system);
            draft.put("systemInstruction", instruction, "$.messages");
        }
        draft.put("contents", contents, "$.messages");
    }

    private void write(List<Block> blocks, ArrayNode target) {
        for (Block block : blocks) {
            JsonNode part = parts.write(block);
            if (part != null) {
                target.add(part);
            }
        }
    }

    private void turn(Turn turn) {
        losses.extras(turn.source());
        switch (turn.role()) {
            case SYSTEM, DEVELOPER -> instruction(turn);
            case USER, TOOL -> user(turn.blocks());
            case ASSISTANT -> turn.blocks().forEach(this::assistant);
        }
    }

    private void instruction(Turn turn) {
        if (contents.isEmpty()) {
            write(turn.blocks(), system);
            return;
        }
        losses.add(turn.source().path() + ".role", "an instruction in the middle becomes the user's words");
        user(turn.blocks());
    }

    private void user(List<Block> blocks) {
        List<Block> shown = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.ToolResult result) {
                result(result, shown);
            } else {
                shown.add(block);
            }
        }
        ArrayNode written = TreeJson.object().putArray("parts");
        write(shown, written);
        if (!written.isEmpty()) {
            content("user").addAll(written);
        }
    }

    /** What a tool shows follows its result, since only the newest models take media inside one. */
    private void result(Block.ToolResult result, List<Block> shown) {
        StringBuilder text = new StringBuilder();
        for (Block block : result.content()) {
            if (block instanceof Block.Text said) {
                text.append(text.isEmpty() ? "" : "\n").append(said.text());
                losses.extras(said.source());
            } else {
                shown.add(block);
            }
        }
        ObjectNode part = TreeJson.object();
        ObjectNode response = part.putObject("functionResponse").put("name", name(result));
        response.putObject("response").put(Boolean.TRUE.equals(result.error()) ? "error" : "output", text.toString());
        losses.extras(result.source());
        insert(part, result.callId());
    }

    private String name(Block.ToolResult result) {
        String name = names.get(result.callId());
        if (name == null) {
            throw TreeJson.invalid(result.source().path().substring("$.".length())
                    + ": the result of a tool call that is not among the messages before it.");
        }
        return name;
    }

    private void insert(ObjectNode part, String callId) {
        ArrayNode content = content("user");
        int call = callIds.indexOf(callId);
        int place = (int) resultOrder.stream().filter(other -> other <= call).count();
        content.insert(place, part);
        resultOrder.add(call);
    }

    private void assistant(Block block) {
        if (block instanceof Block.Reasoning reasoning) {
            reasoning(reasoning);
            return;
        }
        JsonNode part = parts.write(block);
        if (part == null) {
            return;
        }
        content("model").add(part);
        if (block instanceof Block.ToolCall call && part instanceof ObjectNode written) {
            names.put(call.id(), call.name());
            callIds.add(call.id());
            callParts.add(written);
        }
    }

    private void reasoning(Block.Reasoning reasoning) {
        Signature signature = reasoning.signature();
        if (signature == null || !signature.isOf(draft.target().provider())) {
            losses.add(reasoning.source().path(), "reasoning goes back to its issuer alone");
            return;
        }
        ArrayNode content = content("model");
        if (!reasoning.text().isEmpty()) {
            content.addObject().put("text", reasoning.text()).put("thought", true);
        }
        int end = signature.value().indexOf('~');
        if (end > 0) {
            signatures.put(
                    signature.value().substring(0, end + 1), signature.value().substring(end + 1));
        }
        losses.extras(reasoning.source());
    }

    /** The content to append to; roles alternate, so a change of role ends an answer. */
    private ArrayNode content(String role) {
        JsonNode last = contents.path(contents.size() - 1);
        if (last.path("role").asText().equals(role)) {
            return (ArrayNode) last.path("parts");
        }
        if (role.equals("user")) {
            closeAnswer();
        } else {
            callIds.clear();
        }
        resultOrder.clear();
        return contents.addObject().put("role", role).putArray("parts");
    }

    private void closeAnswer() {
        for (int i = 0; i < callParts.size(); i++) {
            String signature = signatures.get(ThoughtSignatures.ofCall(i));
            if (signature != null) {
                callParts.get(i).put("thoughtSignature", signature);
            } else if (i == 0 && SIGNS_CALLS.matcher(draft.target().model()).find()) {
                callParts.get(i).put("thoughtSignature", ThoughtSignatures.NONE);
            }
        }
        String ofText = signatures.get(ThoughtSignatures.TEXT);
        if (ofText != null) {
            lastText().put("thoughtSignature", ofText);
        }
        callParts.clear();
        signatures.clear();
    }

    private ObjectNode lastText() {
        ArrayNode content = (ArrayNode) contents.path(contents.size() - 1).path("parts");
        for (int i = content.size() - 1; i >= 0; i--) {
            if (content.get(i).has("text") && !content.get(i).has("thought")) {
                return (ObjectNode) content.get(i);
            }
        }
        return content.addObject().put("text", "");
    }
}
