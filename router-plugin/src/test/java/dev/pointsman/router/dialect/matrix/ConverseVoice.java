package dev.pointsman.router.dialect.matrix;

import static dev.pointsman.router.dialect.matrix.Story.escaped;
import static dev.pointsman.router.dialect.matrix.Story.json;
import static dev.pointsman.router.dialect.matrix.Story.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** Bedrock's Converse, which only vendors speak here. Its answers name no model. */
final class ConverseVoice implements VendorVoice {

    @Override
    public Dialect dialect() {
        return Dialect.BEDROCK_CONVERSE;
    }

    /** What Converse takes depends on the family; this one takes most. */
    @Override
    public String model() {
        return "anthropic.claude-sonnet-4-5-20250929-v1:0";
    }

    @Override
    public String cannotAnswer(Feature feature, boolean streaming) {
        return feature == Feature.ERROR && !streaming
                ? "Converse fails by HTTP status alone, which its provider reads"
                : "";
    }

    @Override
    public boolean tellsWrites() {
        return true;
    }

    @Override
    public boolean tellsThinking() {
        return false;
    }

    @Override
    public boolean namesModel() {
        return false;
    }

    @Override
    public JsonNode answers(Feature feature) {
        ObjectNode body = TreeJson.object();
        ObjectNode message = body.putObject("output").putObject("message").put("role", "assistant");
        ArrayNode content = message.putArray("content");
        if (feature == Feature.REASONING) {
            content.add(json("{'reasoningContent':{'reasoningText':{'text':'" + Story.THOUGHT + "','signature':'"
                    + Story.SIGNATURE + "'}}}"));
        }
        if (Story.calls(feature)) {
            content.add(call("tooluse_1", Story.TOOL, Story.ARGUMENTS));
            if (feature == Feature.PARALLEL) {
                content.add(call("tooluse_2", Story.OTHER_TOOL, Story.OTHER_ARGUMENTS));
            }
        } else {
            content.addObject().put("text", Story.said(feature));
        }
        body.put("stopReason", finish(feature));
        body.set("usage", usage(feature));
        body.putObject("metrics").put("latencyMs", 412);
        return body;
    }

    private static ObjectNode call(String id, String name, String arguments) {
        return json("{'toolUse':{'toolUseId':'" + id + "','name':'" + name + "','input':" + arguments + "}}");
    }

    private static String finish(Feature feature) {
        if (feature == Feature.REFUSAL) {
            return "content_filtered";
        }
        return Story.calls(feature) ? "tool_use" : "end_turn";
    }

    private static ObjectNode usage(Feature feature) {
        boolean cached = feature == Feature.CACHED;
        ObjectNode usage = TreeJson.object()
                .put("inputTokens", cached ? Story.FRESH : Story.INPUT)
                .put("outputTokens", Story.OUTPUT)
                .put("totalTokens", Story.INPUT + Story.OUTPUT);
        return cached
                ? usage.put("cacheReadInputTokens", Story.CACHED).put("cacheWriteInputTokens", Story.WRITTEN)
                : usage;
    }

    @Override
    public List<Frame> streams(Feature feature) {
        List<Frame> frames = new ArrayList<>();
        frames.add(named("messageStart", "{'role':'assistant'}"));
        int block = 0;
        if (feature == Feature.REASONING) {
            deltas(
                    frames,
                    block++,
                    "{'reasoningContent':{'text':'" + Story.THOUGHT + "'}}",
                    "{'reasoningContent':{'signature':'" + Story.SIGNATURE + "'}}");
        }
        switch (feature) {
            case TOOLS, PARALLEL -> {
                start(frames, block, "tooluse_1", Story.TOOL);
                deltas(frames, block++, input(Story.ARGUMENTS_1), input(Story.ARGUMENTS_2));
                if (feature == Feature.PARALLEL) {
                    start(frames, block, "tooluse_2", Story.OTHER_TOOL);
                    deltas(frames, block, input(Story.OTHER_ARGUMENTS));
                }
            }
            case ERROR -> {
                frames.add(delta(block, "{'text':'" + Story.ANSWER_1 + "'}"));
                frames.add(named("internalServerException", "{'message':'busy'}"));
                return frames;
            }
            case REFUSAL -> deltas(frames, block, "{'text':'" + Story.REFUSAL + "'}");
            default ->
                deltas(
                        frames,
                        block,
                        "{'text':'" + escaped(Story.firstPiece(feature)) + "'}",
                        "{'text':'" + escaped(Story.secondPiece(feature)) + "'}");
        }
        frames.add(named("messageStop", "{'stopReason':'" + finish(feature) + "'}"));
        frames.add(named("metadata", "{'usage':" + usage(feature) + ",'metrics':{'latencyMs':412}}"));
        return frames;
    }

    private static String input(String piece) {
        return "{'toolUse':{'input':'" + escaped(piece) + "'}}";
    }

    private static void start(List<Frame> frames, int block, String id, String name) {
        frames.add(named(
                "contentBlockStart",
                "{'start':{'toolUse':{'toolUseId':'" + id + "','name':'" + name + "'}},'contentBlockIndex':" + block
                        + "}"));
    }

    private static void deltas(List<Frame> frames, int block, String... deltas) {
        for (String delta : deltas) {
            frames.add(delta(block, delta));
        }
        frames.add(named("contentBlockStop", "{'contentBlockIndex':" + block + "}"));
    }

    private static Frame delta(int block, String delta) {
        return named("contentBlockDelta", "{'delta':" + delta + ",'contentBlockIndex':" + block + "}");
    }
}
