package dev.pointsman.host.config;

/**
 * What one gateway takes on at most.
 *
 * @param requestBytes a larger body is answered with 413
 */
public record Limits(int requestBytes) {

    static final Limits DEFAULT = new Limits(32 * 1024 * 1024);

    static Limits read(Section section) {
        Limits limits = new Limits(section.count("requestBytes", DEFAULT.requestBytes, 1024, 1024 * 1024 * 1024));
        section.end();
        return limits;
    }
}
