package dev.pointsman.provider.bedrock;

import dev.pointsman.provider.support.PathSegment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, for one region and service: "Create a signed AWS API request" in AWS's IAM User Guide. Paths are
 * encoded once more than they are sent, as all services but S3 want it. Thread-safe, without state.
 */
record SignatureV4(String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As {@code x-amz-date} has it. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /**
     * The value of {@code authorization}.
     *
     * @param headers every header that is signed, by any name; with {@code host} and {@code x-amz-date}
     */
    String authorization(
            AwsCredential.AccessKey key, String method, URI uri, Map<String, String> headers, byte[] body) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) ->
                signed.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " ")));
        String time = signed.getOrDefault("x-amz-date", "");
        String date = time.substring(0, 8);
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign =
                String.join("\n", ALGORITHM, time, scope, hex(sha256(utf8(canonical(method, uri, signed, body)))));
        byte[] signature = hmac(signingKey(key.secret().reveal(), date), toSign);
        return ALGORITHM + " Credential=" + key.id() + "/" + scope + ", SignedHeaders="
                + String.join(";", signed.keySet()) + ", Signature=" + hex(signature);
    }

    static String canonical(String method, URI uri, SortedMap<String, String> signed, byte[] body) {
        String headers = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                method,
                canonicalPath(uri),
                canonicalQuery(uri),
                headers,
                String.join(";", signed.keySet()),
                hex(sha256(body)));
    }

    byte[] signingKey(String secret, String date) {
        byte[] key = utf8("AWS4" + secret);
        for (String part : new String[] {date, region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static String canonicalPath(URI uri) {
        String path = uri.getRawPath();
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return Arrays.stream(path.split("/", -1)).map(PathSegment::encode).collect(Collectors.joining("/"));
    }

    /** By name, then by value. Our own queries are plain names and values, so what was sent is encoded already. */
    private static String canonicalQuery(URI uri) {
        String query = uri.getRawQuery();
        if (query == null) {
            return "";
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
