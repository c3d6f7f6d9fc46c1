package dev.pointsman.api.failure;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call failed, with one {@link ProviderFailure} as its reason. The message is the failure's code and never holds a vendor's
 * words, a prompt or a key; a cause is kept only where its message is the JDK's or a client library's own.
 */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProviderFailure failure;
    private final @Nullable Integer upstreamStatus;

    public ProviderException(ProviderFailure failure) {
        this(failure, null, null);
    }

    public ProviderException(ProviderFailure failure, @Nullable Throwable cause) {
        this(failure, null, cause);
    }

    /** With the HTTP status that the vendor answered. */
    public ProviderException(ProviderFailure failure, @Nullable Integer upstreamStatus, @Nullable Throwable cause) {
        super(Objects.requireNonNull(failure, "failure").code(), cause);
        this.failure = failure;
        this.upstreamStatus = upstreamStatus;
    }

    public ProviderFailure failure() {
        return failure;
    }

    /** The HTTP status the vendor answered; empty when there was no answer. For decisions, never for a client. */
    public Optional<Integer> upstreamStatus() {
        return Optional.ofNullable(upstreamStatus);
    }
}
