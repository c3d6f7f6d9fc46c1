package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;

/**
 * Follows one attempt's answer: tells what each vendor frame is and makes the client's frames of it. Stateful, for one thread.
 * The same for an equal and for a different dialect, so that the attempt loop need not know.
 */
public interface AnswerReader {

    /**
     * Reads the vendor's next frame and appends the client's frames that follow from it, none, one or several.
     *
     * @throws dev.pointsman.api.failure.ProviderException for an error inside the answer, and for a frame that its dialect does
     *     not allow
     */
    FrameKind read(Frame vendorFrame, Queue<Frame> clientFrames);

    /**
     * The vendor's frames have ended; appends what the client's dialect still needs at its end.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code Malformed} when the terminal mark or the finish reason is
     *     missing, {@code Empty} when there was no content: never a clean end after a cut
     */
    void end(Queue<Frame> clientFrames);

    /** Whether {@link #end} would find nothing missing now; more may follow all the same. */
    default boolean isComplete() {
        return false;
    }

    /** What the vendor reported so far; empty when nothing yet. */
    Optional<Usage> usage();

    /** What the vendor itself says the answer cost, in USD times 1,000,000; empty when it does not say. */
    default OptionalLong costMicros() {
        return OptionalLong.empty();
    }

    /** As the vendor wrote it. */
    Optional<String> finishReason();

    /** The model that the vendor says has answered. */
    Optional<String> servedModel();

    /** Characters of content seen so far, for estimating usage where the vendor reports none. */
    long contentCharacters();

    /** Grows with every piece of content, also one without characters; what does not make it grow is a ping, or as good as one. */
    default long progress() {
        return contentCharacters();
    }

    /**
     * Signatures of reasoning so far, as the client gets them and sends them back. Those that a translation hands out name their
     * issuer themselves and are not told here.
     */
    default Set<String> signatures() {
        return Set.of();
    }

    /** Members of the answer that the client's dialect could not carry, so far, each path once. */
    List<TranslationLoss> losses();
}
