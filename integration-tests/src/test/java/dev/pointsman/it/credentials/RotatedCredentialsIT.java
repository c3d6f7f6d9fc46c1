package dev.pointsman.it.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key changes under a running gateway: the next request uses it within five seconds. */
class RotatedCredentialsIT {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final String POLICY = """
            version: 1
            resilience: {retryBudget: {capacity: 1000}}
            providers:
              vendor: {type: openai-compatible, baseUrl: "%s/v1", credential: "%s", owner: platform, source: tests,
                       locality: local, models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
            %s
            """;

    @TempDir
    private Path folder;

    private final Vendor vendor = Vendor.start();
    private final KeyedVendor keyed = new KeyedVendor(vendor, "vendor");
    private Gateway gateway;

    @AfterEach
    void end() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        vendor.close();
    }

    @Test
    void aRotatedFileServesTheNextRequest() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "sk-before\n");
        keyed.accepts("sk-before");
        RawClient client = serve("${file:" + file + "}", "", Map.of());
        assertThat(client.chat("auto", false).statusCode()).isEqualTo(200);

        keyed.answers("sk-before", KeyedVendor.error(401, "revoked")).accepts("sk-after");
        assertThat(client.chat("auto", false).statusCode()).isEqualTo(503);
        long rotated = System.nanoTime();
        Files.writeString(file, "sk-after\n");

        assertThat(millisUntilAnswered(client, rotated)).isLessThan(PROMISED.toMillis());
        assertThat(keyed.seen()).containsExactly("sk-before", "sk-before", "sk-after");
    }

    @Test
    void aSealedKeyOfAWorkspaceServesIsReplacedAndOutlivesItsMasterKey() throws Exception {
        keyed.accepts("sk-sealed-one").accepts("sk-sealed-two");
        RawClient client = serve("${env:PLATFORM_KEY}", """
                workspaces:
                  default:
                    credentials:
                      vendor: [{id: own, credential: "${sealed:default/vendor/own}", owner: eng, source: "sealed by eng"}]
                """, Map.of("PLATFORM_KEY", "sk-platform"));
        assertThat(client.chat("auto", false).statusCode()).isEqualTo(503);

        Command sealed = credentials("sk-sealed-one\n", "seal", "default/vendor/own");
        assertThat(sealed.exitCode()).as(sealed.all()).isZero();
        millisUntilAnswered(client, System.nanoTime());
        credentials("sk-sealed-two", "seal", "default/vendor/own");
        long replaced = System.nanoTime();
        while (!keyed.seen().contains("sk-sealed-two") && System.nanoTime() - replaced < PROMISED.toNanos()) {
            assertThat(client.chat("auto", false).statusCode()).isEqualTo(200);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        Command rotated = credentials("", "rotate-master");
        keyed.forgetWhatItWasAsked();
        long afterRotation = System.nanoTime();
        while (System.nanoTime() - afterRotation < Duration.ofSeconds(3).toNanos()) {
            assertThat(client.chat("auto", false).statusCode()).isEqualTo(200);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }

        assertThat(keyed.seen()).isNotEmpty().containsOnly("sk-sealed-two");
        assertThat(rotated.out()).contains("1 data keys were sealed anew");
        Command list = credentials("", "list");
        assertThat(list.out()).contains("${sealed:default/vendor/own}", "2").doesNotContain("sk-");
        assertThat(gateway.log() + sealed.all() + rotated.all()).doesNotContain("sk-");
        for (byte[] file : filesOfTheInstallation()) {
            assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("sk-sealed");
        }
    }

    @Test
    void theSecretIsNeverTakenFromTheCommandLineAndABadOneIsNotRepeated() throws Exception {
        RawClient client = serve("${env:PLATFORM_KEY}", "", Map.of("PLATFORM_KEY", "sk-platform"));
        keyed.accepts("sk-platform");

        Command argument = credentials("", "seal", "default/vendor/own", "sk-on-the-command-line");
        Command bad = credentials("sk-with a blank\n", "seal", "default/vendor/own");
        Command name = credentials("sk-1", "seal", "no/such/name/at/all");

        assertThat(argument.exitCode()).isEqualTo(2);
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.all()).contains("position 7").doesNotContain("blank");
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("WORKSPACE/PROVIDER/ID");
        assertThat(client.chat("auto", false).statusCode()).isEqualTo(200);
    }

    private RawClient serve(String credential, String more, Map<String, String> environment) throws Exception {
        gateway = Gateway.serving(POLICY.formatted(vendor.at("vendor"), credential, more), environment);
        return new RawClient(gateway);
    }

    private long millisUntilAnswered(RawClient client, long since) throws Exception {
        while (client.chat("auto", false).statusCode() != 200) {
            long millis = Duration.ofNanos(System.nanoTime() - since).toMillis();
            assertThat(millis).as("still not answered:\n%s", gateway.log()).isLessThan(PROMISED.toMillis());
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }

    private Command credentials(String input, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("credentials"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", gateway.data().toString()));
        return Command.runWithInput(input, folder, Map.of(), all.toArray(String[]::new));
    }

    private List<byte[]> filesOfTheInstallation() throws Exception {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(gateway.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        assertThat(contents).hasSizeGreaterThan(2);
        return contents;
    }
}
