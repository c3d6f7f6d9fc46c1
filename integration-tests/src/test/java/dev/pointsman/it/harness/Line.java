package dev.pointsman.it.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection to a vendor, seen from the vendor. For one thread. */
public final class Line {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean answered;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** The next request; empty when the client left. */
    Optional<Asked> request() throws IOException {
        Optional<String> start = header();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] words = start.get().split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String line = header().orElse(""); !line.isEmpty(); line = header().orElse("")) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.put(name, line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        answered = false;
        return Optional.of(new Asked(words[0], words[1], headers, body));
    }

    /** A whole answer; the connection lives on. */
    public void whole(int status, String contentType, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\ncontent-type: " + contentType
                + "\r\ncontent-length: " + bytes.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        raw(head + "\r\n");
        out.write(bytes);
        out.flush();
        answered = true;
    }

    /** A head that announces chunks. */
    public Line head(int status, String contentType) throws IOException {
        return raw("HTTP/1.1 " + status + " Status\r\ncontent-type: " + contentType
                + "\r\ntransfer-encoding: chunked\r\n\r\n");
    }

    /** A part of the body, sent at once. */
    public Line chunk(String text) throws IOException {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    public Line chunk(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            raw(Integer.toHexString(bytes.length) + "\r\n");
            out.write(bytes);
            raw("\r\n");
        }
        return this;
    }

    /** The proper end of a chunked body; the connection lives on. */
    public void end() throws IOException {
        raw("0\r\n\r\n");
        answered = true;
    }

    public Line raw(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** A TCP reset instead of an end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing more until the client leaves. */
    public void untilGone() throws IOException {
        try {
            while (in.read() >= 0) {
                // Nothing that still comes is answered.
            }
        } catch (SocketException e) {
            // A reset is a way of leaving too, unless the vendor itself was closed.
            if (socket.isClosed()) {
                throw e;
            }
        }
    }

    /** Whether another request may follow. */
    boolean livesOn() {
        return answered && !socket.isClosed();
    }

    private Optional<String> header() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return Optional.of(line.toString());
    }
}
