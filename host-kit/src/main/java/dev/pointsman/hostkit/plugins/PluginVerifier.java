package dev.pointsman.hostkit.plugins;

import java.nio.file.Path;
import java.util.Objects;

/** Decides over a jar before anything in it is read. Thread-safe. */
@FunctionalInterface
public interface PluginVerifier {

    /** Lets every jar run. */
    static PluginVerifier off() {
        return jar -> new Verdict(true, "", "");
    }

    /**
     * Runs every jar, but says in its report when it is neither listed nor signed.
     *
     * @param sums as {@link #require}
     * @param signers as {@link #require}
     */
    static PluginVerifier warn(Path sums, Path signers) {
        return new TrustedJars(sums, signers, false);
    }

    /**
     * Runs only jars whose sum is listed, or that a listed signer signed. Both files are read again for each jar; whoever can
     * write one of them can add a plugin, so they should not belong to the user this process runs as. Either may be missing.
     *
     * @param sums lines as {@code sha256sum} writes them
     * @param signers Ed25519 public keys in PEM; the signature of {@code x.jar} lies beside it as {@code x.jar.sig}, 64 bytes
     */
    static PluginVerifier require(Path sums, Path signers) {
        return new TrustedJars(sums, signers, true);
    }

    /** Judges one jar. */
    Verdict verify(Jar jar);

    /**
     * A jar that may be loaded.
     *
     * @param found where it was found
     * @param copy the private copy that will run, whatever becomes of the file that was found
     * @param sha256 of the copy, lower case hex
     */
    record Jar(Path found, Path copy, String sha256) {

        public Jar {
            Objects.requireNonNull(found, "found");
            Objects.requireNonNull(copy, "copy");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    /**
     * The judgement.
     *
     * @param reason empty when there is nothing to say
     * @param wayOut what a person can do about the reason
     */
    record Verdict(boolean allowed, String reason, String wayOut) {}
}
