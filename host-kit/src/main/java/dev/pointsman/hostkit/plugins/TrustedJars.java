package dev.pointsman.hostkit.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.stream.Stream;

/** Trusts jars by their sum or their signature. The file name beside a sum is for people: a renamed jar is the same jar. */
record TrustedJars(Path sums, Path signers, boolean required) implements PluginVerifier {

    @Override
    public Verdict verify(Jar jar) {
        Path signature = jar.found().resolveSibling(jar.found().getFileName() + ".sig");
        try {
            if (lists(jar.sha256()) || isSigned(jar, signature)) {
                return new Verdict(true, "", "");
            }
        } catch (GeneralSecurityException | IOException e) {
            return untrusted(
                    "it cannot be verified: " + Failures.describe(e),
                    "see that " + sums.getFileName() + ", " + signers.getFileName() + " and " + signature.getFileName()
                            + " are what they should be");
        }
        return untrusted(
                Files.exists(signature)
                        ? "its signature is of none of the signers in " + signers.getFileName()
                                + ", and its SHA-256 is not listed in " + sums.getFileName()
                        : "its SHA-256 is not listed in " + sums.getFileName() + ", and it is not signed",
                "if you trust this very file: sha256sum " + jar.found().getFileName() + " >> " + sums.getFileName());
    }

    private boolean lists(String sha256) throws IOException {
        try (Stream<String> lines = Files.lines(sums)) {
            return lines.map(String::strip)
                    .map(line -> line.split("\\s+", 2)[0].toLowerCase(Locale.ROOT))
                    .anyMatch(sha256::equals);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean isSigned(Jar jar, Path signature) throws IOException, GeneralSecurityException {
        if (!Files.exists(signature) || !Files.exists(signers)) {
            return false;
        }
        return Signers.read(signers).haveSigned(jar.copy(), Files.readAllBytes(signature));
    }

    private Verdict untrusted(String reason, String wayOut) {
        return new Verdict(!required, reason, wayOut);
    }
}
