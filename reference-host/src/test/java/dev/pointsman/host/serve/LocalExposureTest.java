package dev.pointsman.host.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The second loopback address of a machine stands for one that others reach. */
class LocalExposureTest {

    @Test
    void aLocalServerThatAnswersElsewhereTooIsWarnedAbout() throws IOException {
        try (ServerSocket everywhere = new ServerSocket(0, 10, InetAddress.getByName("0.0.0.0"))) {
            assertThat(LocalExposure.of(policy("http://127.0.0.1:" + everywhere.getLocalPort()), others()))
                    .singleElement()
                    .asString()
                    .contains("provider local", "127.0.0.2:" + everywhere.getLocalPort(), "OLLAMA_HOST=127.0.0.1");
            assertThat(LocalExposure.of(policy("http://localhost:" + everywhere.getLocalPort() + "/v1"), others()))
                    .hasSize(1);
        }
    }

    @Test
    void oneThatListensOnLoopbackAloneIsNot() throws IOException {
        try (ServerSocket here = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            assertThat(LocalExposure.of(policy("http://127.0.0.1:" + here.getLocalPort()), others()))
                    .isEmpty();
        }
    }

    @Test
    void providersElsewhereAndBrokenOnesAreNotAsked() {
        assertThat(LocalExposure.of(policy("https://api.example.com/v1"), others()))
                .isEmpty();
        assertThat(LocalExposure.of(policy("no url at all"), others())).isEmpty();
        assertThat(LocalExposure.of(Map.of("providers", Map.of("broken", "text")), others()))
                .isEmpty();
        assertThat(LocalExposure.of(Map.of(), others())).isEmpty();
    }

    private static List<InetAddress> others() {
        try {
            return List.of(InetAddress.getByName("127.0.0.2"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> policy(String baseUrl) {
        return Map.of("providers", Map.of("local", Map.of("type", "ollama", "baseUrl", baseUrl)));
    }
}
