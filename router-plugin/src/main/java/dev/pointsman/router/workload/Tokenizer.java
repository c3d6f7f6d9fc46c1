package dev.pointsman.router.workload;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** OpenAI's o200k_base, which GPT-4o and later models use. Thread-safe. */
final class Tokenizer {

    static final String NAME = EncodingType.O200K_BASE.getName();

    private Tokenizer() {}

    /** Its vocabulary takes some 40 MB and half a second, so only those who count pay for it. */
    private static final class Loaded {
        private static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** The text's own tokens; what looks like a control token in it is text. */
    static long count(String text) {
        return text.isEmpty() ? 0 : Loaded.ENCODING.countTokensOrdinary(text);
    }
}
