package dev.pointsman.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says to a gateway what no SDK would, and shows the bytes that come back. */
public final class RawClient {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    /** One for all: each has a thread and descriptors of its own, and tests make clients by the thousand. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Gateway gateway;

    public RawClient(Gateway gateway) {
        this.gateway = gateway;
    }

    /** A proper request with the right key. */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, body, "Bearer " + gateway.key(), "application/json");
    }

    public HttpResponse<String> post(String path, String body, String authorization, String contentType)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        if (!contentType.isEmpty()) {
            request.header("content-type", contentType);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .timeout(LIMIT)
                .header("authorization", "Bearer " + gateway.key())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A chat completion for a model. */
    public HttpResponse<String> chat(String model, boolean stream) throws IOException, InterruptedException {
        return post("/v1/chat/completions", chatBody(model, stream));
    }

    public static String chatBody(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Name three rivers.\"}]}";
    }

    /** The head of a request with {@code connection: close}; header lines may be added before the empty one. */
    public String head(String path, String host, int length, String... headers) {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: " + host
                + "\r\nauthorization: Bearer "
                + gateway.key() + "\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: " + length
                + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** A connection on which these bytes were sent; reads end with a timeout rather than never. */
    public Socket send(String bytes) throws IOException {
        URI uri = gateway.uri();
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends these bytes and reads one answer: head and body. */
    public String exchange(String bytes) throws IOException {
        try (Socket socket = send(bytes)) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.append((char) c);
                if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                    break;
                }
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
            return head + new String(body, StandardCharsets.UTF_8);
        }
    }
}
