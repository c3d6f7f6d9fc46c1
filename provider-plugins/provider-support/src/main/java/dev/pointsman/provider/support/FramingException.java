package dev.pointsman.provider.support;

import java.io.IOException;

/** The bytes of an answer break its framing. The message is ours and holds nothing of the answer. */
public final class FramingException extends IOException {

    private static final long serialVersionUID = 1L;

    public FramingException(String message) {
        super(message);
    }
}
