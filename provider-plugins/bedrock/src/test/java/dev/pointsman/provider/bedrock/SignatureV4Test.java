package dev.pointsman.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secret;
import dev.pointsman.provider.bedrock.AwsCredential.AccessKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples of AWS's documentation and of its published test suite; their access key is an example too. */
class SignatureV4Test {

    private static final String TIME = "20150830T123600Z";
    private static final byte[] NO_BODY = {};
    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Optional.empty());

    @Test
    void derivesTheSigningKeyOfTheDocumentation() {
        byte[] key = new SignatureV4("us-east-1", "iam").signingKey(KEY.secret().reveal(), "20150830");

        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    @Test
    void signsTheRequestOfTheDocumentation() {
        Map<String, String> headers = Map.of(
                "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                "Host", "iam.amazonaws.com",
                "X-Amz-Date", TIME);

        String authorization = new SignatureV4("us-east-1", "iam")
                .authorization(
                        KEY,
                        "GET",
                        URI.create("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
                        headers,
                        NO_BODY);

        assertThat(authorization)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void signsTheSuitesGetVanilla() {
        assertThat(signature("GET", "https://example.amazonaws.com/", Map.of(), NO_BODY))
                .isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void signsTheSuitesPostVanilla() {
        assertThat(signature("POST", "https://example.amazonaws.com/", Map.of(), NO_BODY))
                .isEqualTo("5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    @Test
    void signsTheSuitesQueryInItsOrder() {
        assertThat(signature("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", Map.of(), NO_BODY))
                .isEqualTo("b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    }

    @Test
    void signsTheSuitesBody() {
        byte[] body = "Param1=value1".getBytes(StandardCharsets.UTF_8);
        Map<String, String> type = Map.of("content-type", "application/x-www-form-urlencoded");

        assertThat(signature("POST", "https://example.amazonaws.com/", type, body))
                .isEqualTo("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void encodesAnEncodedPathOnceMore() {
        URI uri = URI.create("https://bedrock-runtime.us-east-1.amazonaws.com/model/a.b-v1%3A0/converse");

        assertThat(SignatureV4.canonical("POST", uri, new TreeMap<>(), NO_BODY))
                .startsWith("POST\n/model/a.b-v1%253A0/converse\n");
    }

    @Test
    void writesTheTimeAsAwsDoes() {
        assertThat(SignatureV4.time(Instant.parse("2015-08-30T12:36:00.9Z"))).isEqualTo(TIME);
    }

    private static String signature(String method, String uri, Map<String, String> more, byte[] body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Host", "example.amazonaws.com");
        headers.put("X-Amz-Date", TIME);
        String authorization =
                new SignatureV4("us-east-1", "service").authorization(KEY, method, URI.create(uri), headers, body);
        return authorization.substring(authorization.indexOf("Signature=") + 10);
    }
}
