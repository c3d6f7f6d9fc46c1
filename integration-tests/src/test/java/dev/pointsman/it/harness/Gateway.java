package dev.pointsman.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code pointsman serve} as a process with ports of its own; ended by SIGTERM. */
public final class Gateway implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(20);
    private static final Duration ENDS = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path folder;
    private final String greeting;
    private final String key;
    private final String adminKey;
    private final Map<String, String> environment;
    private final List<String> options;
    private final HttpClient http = HttpClient.newHttpClient();

    private Gateway(
            Process process, Path folder, String greeting, Map<String, String> environment, List<String> options) {
        this.process = process;
        this.folder = folder;
        this.greeting = greeting;
        this.key = environment.get("POINTSMAN_KEY");
        this.adminKey = environment.get("POINTSMAN_ADMIN_KEY");
        this.environment = environment;
        this.options = options;
    }

    /** Starts with this policy and waits until it says where it listens. */
    public static Gateway serving(String policy, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pointsman-it");
        Path config = Files.writeString(folder.resolve("policy.yaml"), policy);
        List<String> all = new ArrayList<>(List.of("--config", config.toString()));
        all.addAll(List.of(options));
        return start(folder, environment, all);
    }

    /** The same on a data folder that outlives it, with the keys that the environment names. */
    public static Gateway servingOn(Path data, String policy, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pointsman-it");
        Path config = Files.writeString(folder.resolve("policy.yaml"), policy);
        return start(folder, data, environment, List.of("--config", config.toString()));
    }

    /**
     * Starts with its data on a disk of its own that holds this many megabytes, in a mount namespace that nobody else sees but
     * through {@link #unseen(Path)}. Only where {@link #canHaveASmallDisk()}.
     */
    public static Gateway servingOnASmallDisk(int megabytes, String policy, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pointsman-it");
        Path data = Files.createDirectory(folder.resolve("data"));
        Path config = Files.writeString(folder.resolve("policy.yaml"), policy);
        List<String> mounted = List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o mode=0700,size=" + megabytes + "m pointsman \"$0\" && exec \"$@\"",
                data.toString());
        return start(folder, data, environment, List.of("--config", config.toString()), mounted);
    }

    /** Whether this system lets a process mount a file system for itself. */
    public static boolean canHaveASmallDisk() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs pointsman /mnt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A file as the process sees it. */
    public Path unseen(Path file) {
        return Path.of("/proc", Long.toString(pid()), "root" + file.toAbsolutePath());
    }

    /** Starts without a configuration. */
    public static Gateway servingWithoutConfiguration(Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(Files.createTempDirectory("pointsman-it"), environment, List.of());
    }

    private static Gateway start(Path folder, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        return start(folder, folder.resolve("data"), environment, options);
    }

    private static Gateway start(Path folder, Path data, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        return start(folder, data, environment, options, List.of());
    }

    /** @param before a command that goes on as the gateway */
    private static Gateway start(
            Path folder, Path data, Map<String, String> environment, List<String> options, List<String> before)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("POINTSMAN_KEY", "pk-it-" + UUID.randomUUID());
        variables.putIfAbsent("POINTSMAN_ADMIN_KEY", "pa-it-" + UUID.randomUUID());
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--admin-port", "0"));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(options);
        ProcessBuilder command = Distribution.command(variables, arguments);
        command.command().addAll(0, before);
        Process process =
                command.redirectError(folder.resolve("gateway.log").toFile()).start();
        CompletableFuture<String> greeted = new CompletableFuture<>();
        Thread.ofVirtual().name("gateway-output").start(() -> readGreeting(process, greeted));
        try {
            String greeting = greeted.get(READY.toMillis(), TimeUnit.MILLISECONDS);
            return new Gateway(process, folder, greeting, variables, options);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "the gateway did not get ready: " + e.getMessage() + "\n"
                            + Files.readString(folder.resolve("gateway.log")),
                    e);
        }
    }

    private static void readGreeting(Process process, CompletableFuture<String> greeted) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                if (line.strip().startsWith("curl ")) {
                    greeted.complete(text.toString());
                }
            }
            greeted.completeExceptionally(new IOException("it ended after: " + text));
        } catch (IOException e) {
            greeted.completeExceptionally(e);
        }
    }

    /** What it printed when it was ready. */
    public String greeting() {
        return greeting;
    }

    /** For Anthropic clients, and with {@code /v1} for OpenAI clients. */
    public URI uri() {
        return printed("agents");
    }

    public String openAiUrl() {
        return uri() + "/v1";
    }

    public URI adminUri() {
        return printed("operators");
    }

    public String key() {
        return key;
    }

    public String adminKey() {
        return adminKey;
    }

    /** Its data folder, for commands about the same installation. */
    public Path data() {
        return folder.resolve("data");
    }

    /** All it wrote to standard error so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("gateway.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its log contains this. */
    public void awaitLog(String text) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!log().contains(text)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the log never said " + text + ":\n" + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Waits until something was written to a file in this folder below its data folder. */
    public void awaitFile(String below) throws IOException {
        Path place = data().resolve(below);
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!Files.isDirectory(place) || isEmpty(place)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("nothing was written to " + place + ":\n" + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.size(file) > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Replaces the file it was started with, at once, and waits until its log says this once more. */
    public void rewrite(String policy, String told) throws IOException {
        int before = occurrences(told);
        Path next = Files.writeString(folder.resolve("policy.next"), policy);
        Files.move(next, folder.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (occurrences(told) == before) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the log never said " + told + " again:\n" + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private int occurrences(String text) {
        return log().split(Pattern.quote(text), -1).length - 1;
    }

    /** Ends it by SIGKILL and starts another one with the same folder and keys, on other ports. */
    public Gateway killedAndServingAgain() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        return start(folder, environment, options);
    }

    /** For {@code /proc}; the start script gives its process to the JVM. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The answer to an operator's question; fails unless it is 200. */
    public JsonNode ask(String path) throws IOException, InterruptedException {
        return json(operator(path).GET().build());
    }

    /** Asks {@code auto} until classes are loaded and code is compiled, for tests that measure time. */
    public void warmUp() throws IOException, InterruptedException {
        RawClient client = new RawClient(this);
        for (int i = 0; i < 20; i++) {
            client.chat("auto", i % 2 == 0);
        }
    }

    /** What an operator gets who does this; an empty body for none. */
    public HttpResponse<String> operate(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = operator(path)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What the router would decide. */
    public JsonNode explain(String question) throws IOException, InterruptedException {
        return json(operator("/explain")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build());
    }

    /** The record of a request that ended; waits for it, since a record is written behind the last byte. */
    public JsonNode decision(String id) throws IOException, InterruptedException {
        HttpRequest question = operator("/decisions/" + id).GET().build();
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == 404 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            answer = http.send(question, HttpResponse.BodyHandlers.ofString());
        }
        return JSON.readTree(answer.body());
    }

    /** Tells it to end, as an operator would, and does not wait for it. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it as the loss of its machine would: at once, in the middle of everything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as an operator would. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(ENDS.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        if (!ended) {
            throw new AssertionError("the gateway did not end within " + ENDS + " of SIGTERM:\n" + log());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private HttpRequest.Builder operator(String path) {
        return HttpRequest.newBuilder(URI.create(adminUri() + path))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", "Bearer " + adminKey);
    }

    private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(request.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private URI printed(String label) {
        String line = greeting.lines()
                .map(String::strip)
                .filter(text -> text.startsWith(label + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line \"" + label + "\" in\n" + greeting));
        String url = line.substring(label.length()).strip().split("\\s+")[0];
        return URI.create(label.equals("agents") ? url.replaceFirst("/v1$", "") : url);
    }
}
