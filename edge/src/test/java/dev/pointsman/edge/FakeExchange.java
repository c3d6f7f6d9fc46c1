package dev.pointsman.edge;

import dev.pointsman.api.exchange.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An exchange without a server: a test fills in the request and reads the answer. Of one thread. */
public final class FakeExchange implements Exchange {

    private final String method;
    private final String path;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final List<Runnable> whenGone = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String remoteAddress = "127.0.0.1";
    private byte[] body = new byte[0];
    private int status;
    private Map<String, String> answerHeaders = Map.of();
    private boolean ended;
    private boolean gone;

    private FakeExchange(String method, String path) {
        this.method = method;
        this.path = path;
        header("Host", "localhost:8484");
    }

    public static FakeExchange get(String path) {
        return new FakeExchange("GET", path);
    }

    /** With the content type of JSON. */
    public static FakeExchange post(String path, String body) {
        FakeExchange exchange = new FakeExchange("POST", path).header("Content-Type", "application/json");
        exchange.body = body.getBytes(StandardCharsets.UTF_8);
        return exchange;
    }

    public static FakeExchange of(String method, String path) {
        return new FakeExchange(method, path);
    }

    /** Adds a value. */
    public FakeExchange header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(value);
        return this;
    }

    public FakeExchange without(String name) {
        headers.remove(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** In place of what was there. */
    public FakeExchange with(String name, String value) {
        return without(name).header(name, value);
    }

    public FakeExchange key(String key) {
        return header("Authorization", "Bearer " + key);
    }

    public FakeExchange query(String name, String value) {
        query.put(name, value);
        return this;
    }

    public FakeExchange from(String address) {
        this.remoteAddress = address;
        return this;
    }

    public FakeExchange body(byte[] bytes) {
        this.body = bytes;
        return this;
    }

    /** The client leaves now. */
    public void leave() {
        gone = true;
        whenGone.forEach(Runnable::run);
    }

    public int status() {
        return status;
    }

    public String answerHeader(String name) {
        return answerHeaders.get(name);
    }

    public String answer() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Map<String, String> query() {
        return query;
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public Payload body(int limit) throws BodyRefusedException {
        if (body.length > limit) {
            throw BodyRefusedException.tooLarge(limit);
        }
        return Payload.of(body);
    }

    @Override
    public void respond(int status, Map<String, String> headers) {
        if (this.status != 0) {
            throw new IllegalStateException("the answer has already begun");
        }
        this.status = status;
        this.answerHeaders = Map.copyOf(headers);
    }

    @Override
    public void write(byte[] bytes) throws ClientGoneException {
        if (gone) {
            throw new ClientGoneException("the client left");
        }
        if (status == 0 || ended) {
            throw new IllegalStateException("nothing may be written now");
        }
        out.writeBytes(bytes);
    }

    @Override
    public void end() throws ClientGoneException {
        if (gone) {
            throw new ClientGoneException("the client left");
        }
        ended = true;
    }

    @Override
    public void onClientGone(Runnable action) {
        if (gone) {
            action.run();
            return;
        }
        whenGone.add(action);
    }
}
