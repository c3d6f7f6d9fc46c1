package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Knows plain reasoning again, which no vendor signs: a digest of its text stands for a signature. White space does not count,
 * since clients trim it. Of a stream, each delta is added. For one thread.
 */
public final class ReasoningText {

    private final MessageDigest digest;
    private boolean empty = true;

    public ReasoningText() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds the current value when it is a text. */
    public void add(JsonParser value) throws IOException {
        if (value.currentToken() != JsonToken.VALUE_STRING) {
            return;
        }
        char[] characters = value.getTextCharacters();
        int offset = value.getTextOffset();
        byte[] bytes = new byte[2 * value.getTextLength()];
        int length = 0;
        for (int i = offset; i < offset + value.getTextLength(); i++) {
            if (!Character.isWhitespace(characters[i])) {
                bytes[length++] = (byte) (characters[i] >> 8);
                bytes[length++] = (byte) characters[i];
            }
        }
        digest.update(bytes, 0, length);
        empty &= length == 0;
    }

    public boolean isEmpty() {
        return empty;
    }

    /** Of all that was added; nothing can be added after it. */
    public Signature signature() {
        return new Signature("text:" + Base64.getEncoder().withoutPadding().encodeToString(digest.digest()), null);
    }
}
