package dev.pointsman.provider.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's connection as a {@link Fault} plays on it. For one thread. */
public final class Connection {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final FaultyVendor vendor;
    private final CountDownLatch never = new CountDownLatch(1);
    private boolean used;
    private @Nullable Received request;

    Connection(Socket socket, FaultyVendor vendor) throws IOException {
        this.socket = socket;
        this.vendor = vendor;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Reads the whole request and notes it at the vendor. */
    public Connection readRequest() throws IOException {
        String[] start = line().split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        request = new Received(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8));
        vendor.note(request, !used);
        used = true;
        return this;
    }

    /**
     * The request that was read last.
     *
     * @throws IllegalStateException before the first
     */
    public Received request() {
        if (request == null) {
            throw new IllegalStateException("no request was read yet");
        }
        return request;
    }

    /** A head that announces chunks. */
    public Connection head(int status, String contentType) throws IOException {
        return raw("HTTP/1.1 " + status + " Status\r\ncontent-type: " + contentType
                + "\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n");
    }

    /** One chunk of the body, sent at once. */
    public Connection chunk(byte[] bytes, int offset, int length) throws IOException {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, offset, length);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return this;
    }

    public Connection chunk(Body body) throws IOException {
        return body.bytes().length == 0 ? this : chunk(body.bytes(), 0, body.bytes().length);
    }

    public Connection chunk(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 ? this : chunk(bytes, 0, bytes.length);
    }

    /** The proper end of a chunked body. */
    public Connection end() throws IOException {
        return raw("0\r\n\r\n");
    }

    public Connection raw(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** Drops the connection with a TCP reset instead of an end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing more until the client leaves or the vendor is closed. */
    public void untilGone() throws IOException {
        vendor.noteSilence();
        try {
            while (in.read() >= 0) {
                // Whatever the client still sends is not answered.
            }
        } catch (SocketException e) {
            // A reset is a way of leaving too.
            vendor.noteGone();
            return;
        }
        vendor.noteGone();
    }

    /** Tells that the client will get nothing of use from now on. */
    public void silent() {
        vendor.noteSilence();
    }

    /** Lets time pass; ends early when the thread is interrupted. */
    public Connection pause(Duration time) throws IOException {
        try {
            if (never.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody opens this latch");
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client left before its request was whole");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
