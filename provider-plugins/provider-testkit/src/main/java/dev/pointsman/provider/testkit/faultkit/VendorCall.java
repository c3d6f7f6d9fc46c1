package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.provider.testkit.Connection;
import dev.pointsman.provider.testkit.Received;
import dev.pointsman.provider.testkit.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request at a vendor, and the words of its dialect to answer with. For one thread. */
public final class VendorCall {

    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern GEMINI_MODEL = Pattern.compile("/models/([^:/]+):");

    private final Connection connection;
    private final Traffic traffic;
    private final boolean streamed;
    private final String model;

    private VendorCall(Connection connection, Traffic traffic, boolean streamed, String model) {
        this.connection = connection;
        this.traffic = traffic;
        this.streamed = streamed;
        this.model = model;
    }

    /** Reads dialect, model and way of asking off the request that came last. */
    static VendorCall on(Connection connection) {
        Received request = connection.request();
        String target = request.target();
        if (target.contains(":generateContent") || target.contains(":streamGenerateContent")) {
            String model = first(GEMINI_MODEL, target);
            return new VendorCall(connection, Traffic.gemini(), target.contains(":streamGenerateContent"), model);
        }
        Traffic traffic = target.endsWith("/messages")
                ? Traffic.anthropicMessages()
                : target.endsWith("/responses") ? Traffic.openAiResponses() : Traffic.openAiChat();
        boolean streamed = STREAM.matcher(request.body()).find();
        return new VendorCall(connection, traffic, streamed, first(MODEL, request.body()));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "model-a";
    }

    public Connection connection() {
        return connection;
    }

    public Traffic traffic() {
        return traffic;
    }

    public boolean streamed() {
        return streamed;
    }

    /** A head of 200 for the kind of answer that was asked for. */
    public VendorCall begin() throws IOException {
        connection.head(200, streamed ? "text/event-stream" : "application/json");
        return this;
    }

    /** A part of the body, sent at once. */
    public VendorCall send(String text) throws IOException {
        connection.chunk(text);
        return this;
    }

    /** Frames as the dialect streams them, each sent at once. */
    public VendorCall send(List<Frame> frames) throws IOException {
        for (Frame frame : frames) {
            connection.chunk(events(List.of(frame)));
        }
        return this;
    }

    /** The beginning of an answer: its head and two pieces of content where it is streamed, else half of its JSON. */
    public VendorCall sendBeginning() throws IOException {
        begin();
        if (streamed) {
            return send(traffic.beginning(Texts.FAULTY_BEGINNING, Texts.FAULTY_END));
        }
        String whole = wholeAnswer(Texts.FAULTY);
        return send(whole.substring(0, whole.indexOf(Texts.FAULTY_END)));
    }

    /** The body of a proper answer with this text. */
    public String properAnswer(String... pieces) {
        String text = String.join("", pieces);
        return streamed ? events(traffic.stream(pieces)).replace("Hello", text) : wholeAnswer(text);
    }

    private String wholeAnswer(String text) {
        return named(traffic.whole(text));
    }

    /** A proper answer, as a healthy vendor gives it. */
    public void answer(String... pieces) throws IOException {
        begin().send(properAnswer(pieces)).end();
    }

    /** Every byte a chunk of its own, with this time between them. */
    public void drip(String body, Duration between) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            connection.chunk(bytes, i, 1);
            if (!between.isZero()) {
                connection.pause(between);
            }
        }
    }

    /** An error status with the dialect's body. */
    public void error(int status, String message, String... headers) throws IOException {
        whole(status, "application/json", traffic.errorBody().apply(message), headers);
    }

    /** A whole answer with its length; header lines without line ends. */
    public void whole(int status, String contentType, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\ncontent-type: " + contentType
                + "\r\ncontent-length: " + bytes.length + "\r\nconnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        connection.raw(head.append("\r\n") + new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The proper end of a body. */
    public void end() throws IOException {
        connection.end();
    }

    /** These frames as server-sent events. */
    public String events(List<Frame> frames) {
        return new String(traffic.wire().bytes(frames.stream().map(this::named).toList()), StandardCharsets.UTF_8);
    }

    private Frame named(Frame frame) {
        return new Frame(frame.name(), Payload.ofUtf8(named(frame.payload().utf8())));
    }

    private String named(String json) {
        return json.replace("model-a", model);
    }
}
