package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Usage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the frames of one answer have told so far. Written by one {@link FrameInspector}, by one thread. */
public final class AnswerFacts {

    private static final int MOST_SIGNATURES = 64;

    private boolean contentBefore;
    private boolean contentNow;
    private boolean hidden;
    private boolean ended;
    private long contentCharacters;
    private long progress;
    private @Nullable Set<String> signatures;
    private @Nullable ReasoningText reasoning;
    private @Nullable Usage usage;
    private OptionalLong costMicros = OptionalLong.empty();
    private @Nullable String finishReason;
    private @Nullable String servedModel;

    void beginFrame() {
        contentBefore |= contentNow;
        contentNow = false;
        hidden = false;
    }

    FrameKind kind() {
        if (contentBefore) {
            return FrameKind.FOLLOWING;
        }
        return contentNow ? FrameKind.CONTENT : FrameKind.PREAMBLE;
    }

    /** The frame has content of this many characters; 0 for content that is no text: a picture, the start of a tool call. */
    public void content(long characters) {
        contentNow = true;
        contentCharacters += characters;
        progress++;
    }

    /** The frame has this text, which is content unless it is empty. */
    public void text(long characters) {
        if (characters > 0) {
            content(characters);
        }
    }

    /** Reasoning in it carries this signature; an empty one is none. Beyond a bound, which no vendor comes near, they are passed over. */
    public void signature(String value) {
        if (value.isEmpty()) {
            return;
        }
        signatures = signatures == null ? new HashSet<>() : signatures;
        if (signatures.size() < MOST_SIGNATURES) {
            signatures.add(value);
        }
    }

    /** Adds the current value to the answer's plain reasoning, so that it is known again. Whether it counts as content is another matter. */
    public void reasoning(JsonParser value) throws IOException {
        reasoning = reasoning == null ? new ReasoningText() : reasoning;
        reasoning.add(value);
    }

    /** What is known of the usage as a whole; a later one replaces an earlier one. */
    public void usage(Usage value) {
        usage = value;
    }

    /** As {@link #usage(Usage)}, with the cost that stands beside it. */
    public void usage(ToldUsage told) {
        usage = told.usage();
        costMicros = told.costMicros();
    }

    /** As the vendor wrote it. */
    public void finish(String reason) {
        finishReason = reason;
    }

    /** The model that the vendor says has answered; an empty name is none. */
    public void servedModel(String model) {
        if (!model.isEmpty()) {
            servedModel = model;
        }
    }

    /** The answer's terminal mark was seen: if nothing more comes, it is complete. */
    public void ended(boolean value) {
        ended = value;
    }

    /** The frame exists only because of an edit of ours; the client does not get it. */
    public void hide() {
        hidden = true;
    }

    boolean hidden() {
        return hidden;
    }

    boolean ended() {
        return ended;
    }

    /** Whether any frame so far had content. */
    public boolean hasContent() {
        return contentBefore || contentNow;
    }

    /** What reasoning in the answer is known by. */
    Set<String> signatures() {
        if (reasoning != null && !reasoning.isEmpty()) {
            signature(reasoning.signature().value());
            reasoning = null;
        }
        return signatures == null ? Set.of() : Set.copyOf(signatures);
    }

    /** Pieces of content so far. */
    long progress() {
        return progress;
    }

    long contentCharacters() {
        return contentCharacters;
    }

    Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }

    OptionalLong costMicros() {
        return costMicros;
    }

    Optional<String> finishReason() {
        return Optional.ofNullable(finishReason);
    }

    Optional<String> servedModel() {
        return Optional.ofNullable(servedModel);
    }
}
