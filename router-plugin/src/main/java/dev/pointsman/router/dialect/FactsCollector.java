package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.provider.Capability;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facts while a codec walks a body: the codec knows the members, this knows what they mean. For one body, one
 * thread. A message's role may come after its content, so a message is judged when it ends.
 */
public final class FactsCollector {

    private static final Capability VIDEO = new Capability("video");

    /** What a classifier reads of the last user text, in characters. */
    private static final int LAST_TEXT = 1_500;

    private static final int HEAD = 1_024;

    /** Of one text, this much of its beginning and of its end is looked at; a pasted book would be copied several times else. */
    private static final int KEPT_BEGINNING = 8_192;

    private static final int KEPT_END = 24_576;

    /** Whose message it is, in no dialect's words. */
    public enum Author {
        SYSTEM,
        USER,
        MODEL,
        TOOL,
        /** Nobody's: an item that is no turn of the conversation. */
        ASIDE
    }

    private final Set<Capability> needs = new HashSet<>();
    private final Set<String> pins = new HashSet<>();
    private long textCharacters;
    private int imageCount;
    private @Nullable Integer maxOutputTokens;
    private int tools;
    private int turns;
    private boolean toolLoop;
    private String lastUserText = "";
    private String firstUserText = "";
    private String systemText = "";
    private MachineText.@Nullable Hints hints;
    private @Nullable String sessionHint;
    private @Nullable String userHint;
    private boolean hourLongCache;

    private final StringBuilder message = new StringBuilder();
    private Author author = Author.USER;
    private boolean answersTool;
    private boolean hasOther;
    private boolean afterModel;

    public FactsCollector(boolean streaming) {
        if (streaming) {
            needs.add(Capability.STREAMING);
        }
    }

    public FactsCollector need(Capability capability) {
        needs.add(capability);
        return this;
    }

    public FactsCollector pin(String pin) {
        pins.add(pin);
        return this;
    }

    /** Text that a model reads and that no message holds. */
    public void weigh(long characters) {
        textCharacters += characters;
    }

    /** A tool is offered; its whole description counts as text. */
    public void tool(JsonParser parser) throws IOException {
        tools++;
        needs.add(Capability.TOOLS);
        textCharacters += StrictJson.weight(parser);
    }

    /** As {@link #tool(JsonParser)}, for a tool that may name state. What the visitor reads of a member is not weighed. */
    public void tool(JsonParser parser, StrictJson.MemberVisitor state) throws IOException {
        tools++;
        needs.add(Capability.TOOLS);
        StrictJson.members(parser, (name, value) -> {
            textCharacters += name.length() + 1L;
            state.member(name, value);
            textCharacters += StrictJson.weight(value);
        });
    }

    /** The client's output limit; ignored when it is no number. Where a dialect has two, the last one asked for wins. */
    public void maxOutput(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            maxOutputTokens = (int) Math.clamp(parser.getValueAsLong(), 0, Integer.MAX_VALUE);
        }
    }

    /** Who the client says its end user is; the first one that is said stands. */
    public void user(String value) {
        if (userHint == null && !value.isEmpty()) {
            userHint = value;
        }
    }

    /** A session that a member of the body names. */
    public void session(String value) {
        if (sessionHint == null && !value.isBlank() && value.length() <= 128) {
            sessionHint = value;
        }
    }

    /** The client asks that its prompt be kept in the vendor's cache for an hour. */
    public void hourLongCache() {
        hourLongCache = true;
    }

    public void beginMessage() {
        message.setLength(0);
        author = Author.USER;
        answersTool = false;
        hasOther = false;
    }

    public void author(Author value) {
        author = value;
        answersTool |= value == Author.TOOL;
    }

    /** The current string is read by the model as part of this message. */
    public void messageText(JsonParser parser) throws IOException {
        int length = StrictJson.textLength(parser);
        if (length == 0) {
            return;
        }
        textCharacters += length;
        char[] characters = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        if (!message.isEmpty()) {
            message.append('\n');
        }
        if (length > KEPT_BEGINNING + KEPT_END) {
            message.append(characters, offset, KEPT_BEGINNING).append('\n');
            message.append(characters, offset + length - KEPT_END, KEPT_END);
        } else if (characters[offset] == '<') {
            // A block of context that is never closed ends with its part, so it cannot wait for the whole message.
            message.append(MachineText.withoutContext(new String(characters, offset, length)));
        } else {
            message.append(characters, offset, length);
        }
    }

    public void image() {
        imageCount++;
        hasOther = true;
        needs.add(Capability.IMAGES);
    }

    public void document() {
        hasOther = true;
        needs.add(Capability.DOCUMENTS);
    }

    public void audio() {
        hasOther = true;
        needs.add(Capability.AUDIO);
    }

    public void video() {
        hasOther = true;
        needs.add(VIDEO);
    }

    /** A medium that is told apart by its MIME type alone. */
    public void medium(String mimeType) {
        if (mimeType.startsWith("image/")) {
            image();
        } else if (mimeType.startsWith("audio/")) {
            audio();
        } else if (mimeType.startsWith("video/")) {
            video();
        } else {
            document();
        }
    }

    /** Adds a pin when the current value is a text that is not empty. */
    public void pinWhenText(JsonParser parser, String pin) throws IOException {
        if (StrictJson.textLength(parser) > 0) {
            pins.add(pin);
        }
    }

    /** This message holds a tool's result, whoever its author is. */
    public void toolResult() {
        answersTool = true;
    }

    public void endMessage() {
        switch (author) {
            case SYSTEM -> endSystem();
            case USER -> endUser();
            case MODEL -> endModel();
            case TOOL -> toolLoop = true;
            case ASIDE -> {}
        }
        if (author != Author.ASIDE) {
            afterModel = author == Author.MODEL;
        }
    }

    /** Some dialects write a turn of the model as several items: its text, each tool call. They count as one. */
    private void endModel() {
        if (!afterModel) {
            turns++;
        }
        toolLoop = false;
    }

    private void endSystem() {
        readHints(message.toString());
        if (systemText.isEmpty()) {
            systemText = message.substring(0, Math.min(HEAD, message.length()));
        }
    }

    private void endUser() {
        String whole = message.toString();
        if (firstUserText.isEmpty()) {
            readHints(whole);
        }
        String text = MachineText.withoutBlocks(whole);
        if (!text.isEmpty()) {
            if (firstUserText.isEmpty()) {
                firstUserText = MachineText.beginning(text, HEAD);
            }
            lastUserText = MachineText.cut(MachineText.withoutStamps(text), LAST_TEXT);
        }
        if (answersTool) {
            toolLoop = true;
        } else if (!text.isEmpty() || hasOther) {
            turns++;
            toolLoop = false;
        }
    }

    private void readHints(String text) {
        MachineText.Hints found = MachineText.hints(text);
        // The agent's program writes its line once, in the system prompt or the first message; later ones are what
        // somebody typed.
        if (found != null && hints == null) {
            hints = found;
        }
    }

    public RequestFacts facts() {
        String agent = hints == null ? null : hints.agent();
        String session = hints == null || hints.session() == null ? sessionHint : hints.session();
        return new RequestFacts(
                textCharacters,
                imageCount,
                maxOutputTokens,
                tools,
                turns,
                toolLoop,
                needs,
                pins,
                PromptText.of(lastUserText),
                PromptText.of(systemText + "\n" + firstUserText),
                agent,
                session,
                userHint == null ? null : PromptText.of(userHint),
                hourLongCache);
    }
}
