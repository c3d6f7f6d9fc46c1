package dev.pointsman.api.provider;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is known around one call. Everything may be absent, since most hosts know little. The host makes it for the router, the
 * router makes one per attempt for a provider.
 */
public interface CallContext {

    CallContext ANONYMOUS = new CallContext() {};

    /** Who asks. */
    default Caller caller() {
        return Caller.anonymous();
    }

    /** What the caller's key may ask for, whatever its workspace may. */
    default CallerLimits limits() {
        return CallerLimits.none();
    }

    /** The credential of this attempt; a provider sends it to its own endpoint and nowhere else. */
    default Optional<Credential> credential() {
        return Optional.empty();
    }

    /** How long the caller still waits, counted from this call; a span and not an instant, so that a clock's jump changes nothing. */
    default Optional<Duration> deadline() {
        return Optional.empty();
    }

    /** How long connecting may take; the egress has a limit of its own besides. A provider hands it to its outbound request. */
    default Optional<Duration> connectWithin() {
        return Optional.empty();
    }

    /** How often the caller itself has already tried this request; 0 when unknown. */
    default int callerRetries() {
        return 0;
    }

    /**
     * Request headers that the host passes on because a router may act on them ({@code x-pointsman-profile}, {@code
     * traceparent} …), by lower case name. Never a credential. In what the router makes for a provider, {@code traceparent} and
     * {@code tracestate} are those of the attempt, to be sent along; they are missing where nobody traces. Ask when the attempt is
     * sent, not before.
     */
    default Map<String, String> headers() {
        return Map.of();
    }
}
