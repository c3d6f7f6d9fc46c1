package dev.pointsman.hostkit.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may sign jars: Ed25519 public keys. */
record Signers(List<PublicKey> keys) {

    private static final String ALGORITHM = "Ed25519";
    private static final int SIGNATURE_BYTES = 64;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    /**
     * Reads PEM blocks.
     *
     * @throws GeneralSecurityException when one of them is no such key
     */
    static Signers read(Path pem) throws IOException, GeneralSecurityException {
        List<PublicKey> keys = new ArrayList<>();
        Matcher blocks = PEM.matcher(Files.readString(pem, StandardCharsets.US_ASCII));
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        while (blocks.find()) {
            byte[] encoded = Base64.getMimeDecoder().decode(blocks.group(1));
            keys.add(factory.generatePublic(new X509EncodedKeySpec(encoded)));
        }
        return new Signers(keys);
    }

    /** Whether one of them made this signature of this file's bytes. */
    boolean haveSigned(Path file, byte[] signature) throws IOException, GeneralSecurityException {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        byte[] bytes = Files.readAllBytes(file);
        for (PublicKey key : keys) {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(bytes);
            if (check.verify(signature)) {
                return true;
            }
        }
        return false;
    }
}
