package dev.pointsman.it.production;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Distribution;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code policy-examples/production.yaml} on this machine: secrets in files, the plugins' sums, vendors that stand on loopback and
 * ask for a key, a gateway that was started and asked once by each alias.
 */
final class ProductionSetup implements AutoCloseable {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> ALIASES = List.of("assistant", "coder", "private-assistant");
    private static final Map<String, String> KEYS =
            Map.of("POINTSMAN_KEY", "pk-it-production", "POINTSMAN_ADMIN_KEY", "pa-it-production");

    private final Path folder;
    private final HttpServer vendor;
    /** Every file as it was when all was well. */
    private final Map<Path, byte[]> kept = new HashMap<>();

    private volatile boolean openToAll;

    private ProductionSetup(Path folder, HttpServer vendor) {
        this.folder = folder;
        this.vendor = vendor;
    }

    /** Everything that the operators' page tells to do, in its order. */
    static ProductionSetup in(Path folder) throws Exception {
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ProductionSetup setup = new ProductionSetup(folder, vendor);
        vendor.createContext("/", setup::answer);
        vendor.start();
        setup.secrets();
        setup.sums();
        Files.writeString(setup.file("policy.yaml"), setup.policy());
        Files.copy(REPOSITORY.resolve("docs/pointsman.service"), setup.file("pointsman.service"));
        setup.startAndAsk();
        setup.keep();
        return setup;
    }

    /** Undoes whatever was done to it. */
    void restore() throws IOException {
        openToAll = false;
        Files.walkFileTree(data(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
        for (Map.Entry<Path, byte[]> file : kept.entrySet()) {
            Files.write(file.getKey(), file.getValue());
            Files.setPosixFilePermissions(file.getKey(), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void keep() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.put(file, Files.readAllBytes(file));
            }
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** From now on the vendors answer whoever asks. */
    void openToAll() {
        openToAll = true;
    }

    void rewrite(String name, String said, String instead) throws IOException {
        String before = Files.readString(file(name));
        String after = before.replace(said, instead);
        if (after.equals(before)) {
            throw new AssertionError(name + " does not say " + said);
        }
        Files.writeString(file(name), after);
    }

    Command doctor(String... further) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "doctor",
                "--production",
                "--config",
                file("policy.yaml").toString(),
                "--data",
                data().toString(),
                "--unit",
                file("pointsman.service").toString()));
        arguments.addAll(List.of(further));
        return Command.run(folder, KEYS, arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        vendor.stop(0);
    }

    private void secrets() throws IOException {
        Files.createDirectory(file("secrets"));
        for (String name : List.of("openai", "anthropic", "local", "engineering-openai")) {
            secret(name, "sk-it-" + name);
        }
        secret("budget-webhook", "http://127.0.0.1:" + vendor.getAddress().getPort() + "/hook");
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(file("secrets/" + name), value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void sums() throws Exception {
        StringBuilder sums = new StringBuilder();
        for (Path jar : Distribution.plugins()) {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            sums.append(HexFormat.of().formatHex(sum))
                    .append("  ")
                    .append(jar.getFileName())
                    .append('\n');
        }
        Files.writeString(file("plugins.sha256"), sums);
    }

    /** The example with this machine's addresses, and prices that somebody looked at today. */
    private String policy() throws IOException {
        String url = "http://127.0.0.1:" + vendor.getAddress().getPort();
        return Files.readString(REPOSITORY.resolve("policy-examples/production.yaml"))
                .replace("/run/secrets/", file("secrets") + "/")
                .replace("sums: plugins.sha256", "sums: " + file("plugins.sha256"))
                .replace("2026-11-20", LocalDate.now(ZoneOffset.UTC).toString())
                .replace("type: openai\n", "type: openai\n    locality: local\n    baseUrl: \"" + url + "/v1\"\n")
                .replace("type: anthropic\n", "type: anthropic\n    locality: local\n    baseUrl: \"" + url + "/v1\"\n")
                .replace("http://127.0.0.1:8000", url);
    }

    private void startAndAsk() throws Exception {
        try (Gateway gateway = Gateway.servingOn(data(), Files.readString(file("policy.yaml")), KEYS)) {
            for (String alias : ALIASES) {
                HttpResponse<String> answer = new RawClient(gateway).chat(alias, false);
                if (answer.statusCode() != 200) {
                    throw new AssertionError(alias + ": " + answer.statusCode() + " " + answer.body() + gateway.log());
                }
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean keyed = exchange.getRequestHeaders().containsKey("authorization")
                || exchange.getRequestHeaders().containsKey("x-api-key");
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (!keyed && !openToAll) {
            send(exchange, 401, "{\"error\":{\"message\":\"no key\"}}");
        } else if (path.endsWith("/messages")) {
            send(exchange, 200, """
                    {"id":"m","type":"message","role":"assistant","model":"claude-sonnet-5","stop_reason":"end_turn",\
                    "content":[{"type":"text","text":"Hello."}],"usage":{"input_tokens":3,"output_tokens":2}}""");
        } else if (path.endsWith("/completions")) {
            send(exchange, 200, """
                    {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",\
                    "message":{"role":"assistant","content":"Hello."}}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""");
        } else {
            send(exchange, 200, "{\"object\":\"list\",\"data\":[]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
