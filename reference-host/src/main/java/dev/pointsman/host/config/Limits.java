package dev.pointsman.host.config;

/**
 * What one gateway takes on at most.
 *
 * @param requestBytes a larger body is answered with 413
 * @param concurrentRequests more at the same time are answered with 503 and a Retry-After
 */
public record Limits(int requestBytes, int concurrentRequests) {

    static final Limits DEFAULT = new Limits(32 * 1024 * 1024, 2000);

    static Limits read(Section section) {
        Limits limits = new Limits(
                section.count("requestBytes", DEFAULT.requestBytes, 1024, 1024 * 1024 * 1024),
                section.count("concurrentRequests", DEFAULT.concurrentRequests, 1, 1_000_000));
        section.end();
        return limits;
    }
}
