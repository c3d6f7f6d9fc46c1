package dev.pointsman.host.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which plugin jars run.
 *
 * @param folder of the jars; null means the one that came with this host
 * @param sums SHA-256 sums of the jars that are trusted; null means {@code plugins.sha256} in the data folder
 * @param signers public keys whose signatures are trusted; null means {@code plugin-signers.pem} in the data folder
 */
public record PluginsConfig(
        @Nullable Path folder,
        Verify verify,
        @Nullable Path sums,
        @Nullable Path signers) {

    static final PluginsConfig DEFAULT = new PluginsConfig(null, Verify.WARN, null, null);

    /** What becomes of a jar that is neither listed nor signed. */
    public enum Verify {
        /** It runs. */
        OFF,
        /** It runs, and the log says so. */
        WARN,
        /** It does not run. */
        REQUIRE
    }

    public PluginsConfig {
        Objects.requireNonNull(verify, "verify");
    }

    static PluginsConfig read(Section section, Function<String, Path> path) {
        PluginsConfig config = new PluginsConfig(
                section.text("folder").map(path).orElse(null),
                section.choice("verify", Verify.class, DEFAULT.verify),
                section.text("sums").map(path).orElse(null),
                section.text("signers").map(path).orElse(null));
        section.end();
        return config;
    }

    PluginsConfig withFolder(@Nullable Path folder) {
        return new PluginsConfig(folder, verify, sums, signers);
    }

    /** Where the sums are. */
    public Path sumsIn(Path data) {
        return sums == null ? data.resolve("plugins.sha256") : sums;
    }

    /** Where the signers are. */
    public Path signersIn(Path data) {
        return signers == null ? data.resolve("plugin-signers.pem") : signers;
    }
}
