package dev.pointsman.it.harness;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks Signature Version 4 as AWS's documentation has it, from the other end and with nothing of the product's. */
final class AwsSignatures {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    private AwsSignatures() {}

    /** What is wrong with a request's signature; empty where nothing is. */
    static Optional<String> complaint(Asked asked, String before, String secretKey) {
        Matcher header = AUTHORIZATION.matcher(asked.headers().getOrDefault("authorization", ""));
        if (!header.matches()) {
            return Optional.of("The request is not signed.");
        }
        StringBuilder canonical = new StringBuilder(asked.method()).append('\n');
        // Each part of the path is encoded once more than it is sent.
        canonical.append((before + asked.path()).replace("%", "%25")).append("\n\n");
        for (String name : header.group(5).split(";")) {
            canonical.append(name).append(':').append(asked.headers().get(name)).append('\n');
        }
        canonical.append('\n').append(header.group(5)).append('\n').append(sha256(asked.body()));
        String day = header.group(2);
        String scope = day + "/" + header.group(3) + "/" + header.group(4) + "/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + asked.headers().get("x-amz-date") + "\n" + scope + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        boolean right = header.group(6).equals(HexFormat.of().formatHex(hmac(key, text)));
        return right ? Optional.empty() : Optional.of("The request signature we calculated does not match.");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
