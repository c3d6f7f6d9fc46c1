package dev.pointsman.router.dialect.gemini;

import dev.pointsman.router.dialect.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Signatures of reasoning on their way through {@code thoughtSignature}, both ways.
 *
 * <p>This vendor signs parts: a call, a text. Other dialects keep signatures beside the parts, so its place is written before
 * the value: {@code c0~…} for the answer's first call, {@code t~…} for its last text. Another vendor's signature, for a client
 * of this dialect, is wrapped in base64: libraries read the member as bytes and would spoil anything else.
 */
final class ThoughtSignatures {

    /** What the vendor documents for a call that it did not make itself; no state. */
    static final String NONE = "skip_thought_signature_validator";

    static final String TEXT = "t~";

    private static final String THINKING = "thinking:pointsman.";
    private static final String REDACTED = "redacted:pointsman.";
    private static final int KIND = "thinking:".length();

    private ThoughtSignatures() {}

    static String ofCall(int call) {
        return "c" + call + "~";
    }

    /** Another vendor's, read back from a client. */
    record Wrapped(Signature signature, boolean redacted) {}

    static String wrap(String marked, boolean redacted) {
        String text = (redacted ? "redacted:" : "thinking:") + marked;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In one form whatever library wrote it: some write bytes in the alphabet for URLs, and without padding. */
    static String normal(String written) {
        String same = written.replace('-', '+').replace('_', '/');
        int end = same.length();
        while (end > 0 && same.charAt(end - 1) == '=') {
            end--;
        }
        return same.substring(0, end);
    }

    /** Empty for this vendor's own. */
    static Optional<Wrapped> unwrap(String written) {
        try {
            byte[] bytes = Base64.getDecoder().decode(normal(written));
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith(THINKING) || text.startsWith(REDACTED)
                    ? Optional.of(new Wrapped(Signature.read(text.substring(KIND)), text.startsWith(REDACTED)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
