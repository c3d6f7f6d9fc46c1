package dev.pointsman.hostkit.egress;

import java.time.Duration;

/**
 * What one answer may cost this process.
 *
 * @param connectTimeout for waiting for a pooled connection, and again for looking up, connecting and the TLS handshake together
 * @param headerBytes of one answer, names and values
 * @param bodyBytes of one answer, after inflating
 * @param inflateRatio how many times larger than its transfer a compressed answer may grow, counted from its second megabyte
 * @param connections open at once, to all endpoints of one kind (public or local)
 * @param connectionsPerOrigin open at once to one scheme, host and port
 * @param idleTime after which an unused connection is closed
 */
public record EgressLimits(
        Duration connectTimeout,
        int headerBytes,
        long bodyBytes,
        int inflateRatio,
        int connections,
        int connectionsPerOrigin,
        Duration idleTime) {

    private static final EgressLimits DEFAULTS =
            new EgressLimits(Duration.ofSeconds(2), 64 << 10, 64L << 20, 100, 8192, 4096, Duration.ofSeconds(60));

    public EgressLimits {
        positive(connectTimeout.toMillis(), "connectTimeout");
        positive(headerBytes, "headerBytes");
        positive(bodyBytes, "bodyBytes");
        positive(inflateRatio, "inflateRatio");
        positive(connections, "connections");
        positive(connectionsPerOrigin, "connectionsPerOrigin");
        positive(idleTime.toMillis(), "idleTime");
    }

    /** 2 s to connect, 64 KB of headers, 64 MB of body, 4096 connections to one origin. */
    public static EgressLimits defaults() {
        return DEFAULTS;
    }

    public EgressLimits withConnectTimeout(Duration value) {
        return new EgressLimits(
                value, headerBytes, bodyBytes, inflateRatio, connections, connectionsPerOrigin, idleTime);
    }

    public EgressLimits withHeaderBytes(int value) {
        return new EgressLimits(
                connectTimeout, value, bodyBytes, inflateRatio, connections, connectionsPerOrigin, idleTime);
    }

    public EgressLimits withBodyBytes(long value) {
        return new EgressLimits(
                connectTimeout, headerBytes, value, inflateRatio, connections, connectionsPerOrigin, idleTime);
    }

    public EgressLimits withConnectionsPerOrigin(int value) {
        return new EgressLimits(connectTimeout, headerBytes, bodyBytes, inflateRatio, connections, value, idleTime);
    }

    private static void positive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
