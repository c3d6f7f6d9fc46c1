package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packed router finds its tokenizer's vocabulary under its relocated name. */
@Timeout(30)
class TokenCountIT {

    @Test
    void thePackedRouterCountsTokensWithoutAskingTheVendor() throws Exception {
        try (Vendor vendor = Vendor.start()) {
            String policy = new Policy()
                    .chat("good", vendor.at("good"), "gpt-good")
                    .profile("default", "good")
                    .yaml();
            try (Gateway gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"))) {
                HttpResponse<String> answer = new RawClient(gateway)
                        .post(
                                "/v1/messages/count_tokens",
                                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]}");

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("x-pointsman-tokenizer")).hasValue("o200k_base; estimate");
                assertThat(new ObjectMapper()
                                .readTree(answer.body())
                                .get("input_tokens")
                                .asInt())
                        .isEqualTo(14);
            }
        }
    }
}
