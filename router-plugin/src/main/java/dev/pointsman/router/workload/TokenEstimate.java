package dev.pointsman.router.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.Turn;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a conversation has: its texts by a real tokenizer, what stands around them and what is no text by rules of
 * thumb. Other vendors' tokenizers make other tokens of the same text, Claude's more: of recorded requests in plain text and
 * functions, OpenAI counted in the middle 3 % less than this, Anthropic a sixth more and at most twice as much. What a vendor puts before the
 * model for a tool of its own, or adds to a prompt while it answers, nobody outside can count.
 */
public final class TokenEstimate {

    /** Role and separators of a turn. OpenAI documents 3 to 4 for its chat format. */
    private static final int PER_TURN = 4;

    /** What begins the answer. */
    private static final int FRAME = 3;

    /** Name and kind of a tool in the form in which it is put before the model. */
    private static final int PER_TOOL = 8;

    /** What Claude is told about tools as such, as Anthropic documents it: clients of that dialect expect it in the count. */
    private static final int CLAUDE_ON_TOOLS = 346;

    /** A page of a PDF as text and picture; Anthropic documents 1,500 to 3,000. */
    static final int PER_PAGE = 2_000;

    static final int BASE64_PER_PAGE = 70_000;

    /** Sound at 32 tokens a second, as Gemini documents, and some 20 KB of base64 a second. */
    static final int BASE64_PER_AUDIO_TOKEN = 640;

    private long tokens = FRAME;

    private TokenEstimate() {}

    /** Counts; takes about a second for 10 MB of text. */
    public static TokenCount of(Conversation conversation) {
        TokenEstimate estimate = new TokenEstimate();
        estimate.read(conversation);
        return new TokenCount((int) Math.min(Integer.MAX_VALUE, estimate.tokens), Tokenizer.NAME);
    }

    private void read(Conversation conversation) {
        conversation.system().forEach(this::block);
        for (Turn turn : conversation.turns()) {
            tokens += PER_TURN;
            turn.blocks().forEach(this::block);
        }
        conversation.tools().forEach(this::tool);
        if (conversation.source().is(Dialect.ANTHROPIC_MESSAGES)
                && !conversation.tools().isEmpty()) {
            tokens += CLAUDE_ON_TOOLS;
        }
        ReplyFormat format = conversation.format();
        if (format != null) {
            json(format.schema());
        }
    }

    private void tool(Tool tool) {
        tokens += PER_TOOL;
        switch (tool) {
            case Tool.Function function -> {
                text(function.name());
                text(function.description());
                json(function.schema());
            }
            case Tool.Vendors vendors -> json(vendors.json());
        }
    }

    private void block(Block block) {
        switch (block) {
            case Block.Text text -> text(text.text());
            case Block.Image image -> tokens += FeaturesReader.IMAGE_TOKENS;
            case Block.Document document -> document(document.media());
            case Block.Audio audio -> tokens += 1 + audio.base64().length() / BASE64_PER_AUDIO_TOKEN;
            case Block.ToolCall call -> {
                tokens += PER_TURN;
                text(call.name());
                text(call.arguments());
            }
            case Block.ToolResult result -> {
                tokens += PER_TURN;
                result.content().forEach(this::block);
            }
            case Block.Reasoning reasoning -> text(reasoning.text());
            case Block.Opaque opaque -> json(opaque.json());
        }
    }

    private void document(Media media) {
        switch (media) {
            case Media.PlainText plain -> text(plain.text());
            case Media.Bytes bytes -> tokens += PER_PAGE * (1L + bytes.base64().length() / BASE64_PER_PAGE);
            case Media.Url url -> tokens += PER_PAGE;
            case Media.FileId file -> tokens += PER_PAGE;
        }
    }

    private void json(@Nullable JsonNode json) {
        if (json != null && !json.isNull()) {
            text(json.toString());
        }
    }

    private void text(@Nullable String text) {
        if (text != null) {
            tokens += Tokenizer.count(text);
        }
    }
}
