package dev.pointsman.hostkit.plugins;

import java.nio.file.Path;

/** Decides over a jar before anything in it is read. Thread-safe. */
@FunctionalInterface
public interface PluginVerifier {

    /** Lets every jar run. */
    static PluginVerifier off() {
        return (file, sha256) -> new Verdict(true, "", "");
    }

    /** Runs every jar, but says in its report when its sum is not listed. */
    static PluginVerifier warn(Path sums) {
        return new ListedSums(sums, false);
    }

    /**
     * Runs only jars whose sum is listed.
     *
     * @param sums lines as {@code sha256sum} writes them; read again for each jar. Whoever can write this file can add a plugin,
     *     so it should not belong to the user this process runs as
     */
    static PluginVerifier require(Path sums) {
        return new ListedSums(sums, true);
    }

    /**
     * Judges one jar.
     *
     * @param file where it was found, for messages
     * @param sha256 of the bytes that will run, lower case hex
     */
    Verdict verify(Path file, String sha256);

    /**
     * The judgement.
     *
     * @param reason empty when there is nothing to say
     * @param wayOut what a person can do about the reason
     */
    record Verdict(boolean allowed, String reason, String wayOut) {}
}
