package dev.pointsman.hostkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PluginVerifierTest {

    @TempDir
    private Path folder;

    private Path jar;
    private Path sums;
    private Path signers;

    @BeforeEach
    void writePlugin() throws IOException {
        jar = PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        sums = folder.resolve("plugins.sha256");
        signers = folder.resolve("signers.pem");
    }

    @Test
    void aListedJarRuns() throws Exception {
        Files.writeString(sums, "0".repeat(64) + "  other.jar\n" + sum().toUpperCase(Locale.ROOT) + " *acme.jar\n");

        assertThat(load(PluginVerifier.require(sums, signers)))
                .returns(true, PluginReport::isRunning)
                .returns("", PluginReport::reason)
                .returns(sum(), PluginReport::sha256);
    }

    @Test
    void anUnlistedJarIsRefusedWhereSumsAreRequired() throws Exception {
        Files.writeString(sums, "0".repeat(64) + "  acme.jar\n");

        assertThat(load(PluginVerifier.require(sums, signers)))
                .returns(false, PluginReport::isRunning)
                .returns("", PluginReport::id)
                .returns("its SHA-256 is not listed in plugins.sha256, and it is not signed", PluginReport::reason)
                .returns("if you trust this very file: sha256sum acme.jar >> plugins.sha256", PluginReport::wayOut);
    }

    @Test
    void anUnlistedJarRunsWithAWordWhereSumsAreOnlyWatched() throws Exception {
        Files.writeString(sums, "");

        assertThat(load(PluginVerifier.warn(sums, signers)))
                .returns(true, PluginReport::isRunning)
                .returns("its SHA-256 is not listed in plugins.sha256, and it is not signed", PluginReport::reason);
    }

    @Test
    void noListMeansThatNothingIsListed() {
        assertThat(load(PluginVerifier.require(sums, signers)))
                .returns(false, PluginReport::isRunning)
                .returns("its SHA-256 is not listed in plugins.sha256, and it is not signed", PluginReport::reason);
    }

    @Test
    void aBlankLineListsNothing() throws Exception {
        Files.writeString(sums, "\n\n");

        assertThat(load(PluginVerifier.require(sums, signers)).isRunning()).isFalse();
    }

    @Test
    void aSignedJarRuns() throws Exception {
        KeyPair other = pair();
        KeyPair signer = pair();
        Files.writeString(signers, "what follows is ours\n" + pem(other) + pem(signer));
        sign(signer, Files.readAllBytes(jar));

        assertThat(load(PluginVerifier.require(sums, signers)))
                .returns(true, PluginReport::isRunning)
                .returns("", PluginReport::reason);
    }

    @Test
    void aSignatureOfSomebodyElseOrOfOtherBytesIsNone() throws Exception {
        KeyPair signer = pair();
        Files.writeString(signers, pem(signer));

        for (byte[] signature : List.of(
                signature(pair(), Files.readAllBytes(jar)),
                signature(signer, new byte[10]),
                new byte[64],
                new byte[0],
                new byte[1000])) {
            Files.write(signatureFile(), signature);

            assertThat(load(PluginVerifier.require(sums, signers)))
                    .returns(false, PluginReport::isRunning)
                    .returns("", PluginReport::id)
                    .extracting(PluginReport::reason)
                    .asString()
                    .startsWith("its signature is of none of the signers in signers.pem");
        }
    }

    @Test
    void signersThatCannotBeReadTrustNobody() throws Exception {
        Files.writeString(signers, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        sign(pair(), Files.readAllBytes(jar));

        assertThat(load(PluginVerifier.require(sums, signers)))
                .returns(false, PluginReport::isRunning)
                .extracting(PluginReport::reason)
                .asString()
                .startsWith("it cannot be verified");
    }

    private Path signatureFile() {
        return folder.resolve("acme.jar.sig");
    }

    private void sign(KeyPair signer, byte[] bytes) throws IOException, GeneralSecurityException {
        Files.write(signatureFile(), signature(signer, bytes));
    }

    private static byte[] signature(KeyPair signer, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(signer.getPrivate());
        signature.update(bytes);
        return signature.sign();
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private PluginReport load(PluginVerifier verifier) {
        try (PluginHost host = PluginHost.builder(folder).verifier(verifier).build()) {
            return host.loadAll().getFirst();
        }
    }

    private String sum() throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    }
}
