package dev.pointsman.host.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.host.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The router behind an admin port. */
public final class RunningRouter implements Router {

    /** Long, since where nobody listens the refusal comes at once. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** Months of requests are decided again, or added up, in one answer. */
    private static final Duration LONG_ANSWER = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI admin;
    private final @Nullable Secret key;

    private RunningRouter(HttpClient client, URI admin, @Nullable Secret key) {
        this.client = client;
        this.admin = admin;
        this.key = key;
    }

    /**
     * The router behind this port, if one answers there.
     *
     * @param admin scheme, host and port
     * @param key the admin key; null when this user has none
     * @param certificate what it must show when it is served with TLS; null for whatever this JDK trusts
     * @throws RouterUnavailableException when something else answers there, or it shows another certificate
     */
    public static Optional<Router> find(URI admin, @Nullable Secret key, @Nullable Path certificate) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (certificate != null && Files.isReadable(certificate)) {
            builder.sslContext(PinnedCertificate.context(certificate));
        }
        HttpClient client = builder.build();
        try {
            if (isAlive(client, admin)) {
                return Optional.of(new RunningRouter(client, admin, key));
            }
        } catch (RouterUnavailableException e) {
            client.close();
            throw e;
        }
        client.close();
        return Optional.empty();
    }

    /** False where nobody listens; what listens and is no gateway is an error, as silence would hide it. */
    private static boolean isAlive(HttpClient client, URI admin) {
        HttpRequest alive = HttpRequest.newBuilder(admin.resolve("/healthz"))
                .timeout(CONNECT)
                .build();
        try {
            if (client.send(alive, BodyHandlers.discarding()).statusCode() == 200) {
                return true;
            }
            throw new RouterUnavailableException(
                    "what answers on " + admin + " is no Pointsman gateway; choose another --admin-port");
        } catch (ConnectException e) {
            return false;
        } catch (SSLHandshakeException e) {
            throw new RouterUnavailableException(
                    "what answers on " + admin
                            + " does not show the certificate that the configuration names; restart the gateway after a change");
        } catch (IOException e) {
            throw new RouterUnavailableException("something listens on " + admin + " but does not answer as a gateway ("
                    + e.getClass().getSimpleName() + "); end it, or choose another --admin-port");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RouterUnavailableException("interrupted while waiting for " + admin);
        }
    }

    @Override
    public JsonNode ask(ControlRequest request) {
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        JsonNode answer = json(response.body());
        refuse(response.statusCode(), answer);
        return answer;
    }

    @Override
    public void copy(ControlRequest request, PrintWriter out) {
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= 400) {
                refuse(response.statusCode(), json(body.readAllBytes()));
            }
            new InputStreamReader(body, StandardCharsets.UTF_8).transferTo(out);
        } catch (IOException e) {
            throw stopped(e);
        }
    }

    private static void refuse(int status, JsonNode answer) {
        if (status >= 400) {
            JsonNode error = answer.path("error");
            throw new ControlException(
                    status,
                    error.path("code").asText("unknown"),
                    error.path("message").asText("the gateway answered " + status));
        }
    }

    @Override
    public String place() {
        return admin.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> HttpResponse<T> send(ControlRequest request, BodyHandler<T> body) {
        if (key == null) {
            throw new RouterUnavailableException("a gateway answers on " + admin
                    + ", but there is no admin key here; set POINTSMAN_ADMIN_KEY, or name its folder with --data");
        }
        HttpRequest outgoing = HttpRequest.newBuilder(uri(request))
                .timeout(isLong(request.path()) ? LONG_ANSWER : ANSWER)
                .header("authorization", "Bearer " + key.reveal())
                .header("content-type", "application/json")
                .method(
                        request.method(),
                        BodyPublishers.ofByteArray(request.payload().array()))
                .build();
        try {
            HttpResponse<T> response = client.send(outgoing, body);
            if (response.statusCode() == 401 || response.statusCode() == 403) {
                throw new RouterUnavailableException("the gateway on " + admin
                        + " does not accept this admin key; set POINTSMAN_ADMIN_KEY, or name its folder with --data");
            }
            return response;
        } catch (IOException e) {
            throw stopped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RouterUnavailableException("interrupted while waiting for " + admin);
        }
    }

    private static boolean isLong(String path) {
        return path.startsWith("/replay") || path.startsWith("/usage");
    }

    private RouterUnavailableException stopped(IOException e) {
        return new RouterUnavailableException("the gateway on " + admin + " stopped answering (" + e + ")");
    }

    private URI uri(ControlRequest request) {
        String query = request.query().entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return admin.resolve("/admin/v1" + request.path() + (query.isEmpty() ? "" : "?" + query));
    }

    private JsonNode json(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            return answer == null ? JSON.missingNode() : answer;
        } catch (JsonProcessingException e) {
            throw new RouterUnavailableException(
                    "what answers on " + admin + " is no Pointsman gateway; choose another --admin-port");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
