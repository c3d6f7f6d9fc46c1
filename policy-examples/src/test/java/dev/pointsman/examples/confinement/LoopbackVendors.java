package dev.pointsman.examples.confinement;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Vendors that listen on one port, each at a loopback address of its own, and note who was connected to. */
final class LoopbackVendors implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpServer> servers = new HashMap<>();
    private final Map<String, Vendor> playing = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final String elsewhere;
    private final int port;

    /** @param elsewhere where nobody may be led to */
    LoopbackVendors(String elsewhere) {
        this.elsewhere = elsewhere;
        HttpServer first = listen(elsewhere, 0);
        this.port = first.getAddress().getPort();
        servers.put(elsewhere, first);
    }

    int port() {
        return port;
    }

    /** From now on. */
    void play(List<Vendor> vendors) {
        vendors.forEach(vendor -> {
            playing.put(vendor.address(), vendor);
            servers.computeIfAbsent(vendor.address(), address -> listen(address, port));
        });
    }

    /** Whoever was asked since the last time. */
    Set<String> taken() {
        Set<String> taken = new TreeSet<>(asked);
        asked.clear();
        return taken;
    }

    /** Ends what is kept alive, so that the next request looks its name up again. */
    void dropConnections() {
        List<String> addresses = new ArrayList<>(servers.keySet());
        addresses.forEach(address -> {
            servers.get(address).stop(0);
            servers.put(address, listen(address, port));
        });
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        threads.close();
    }

    private HttpServer listen(String address, int onPort) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, onPort), 100);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(address, exchange));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    private void answer(String address, HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(address);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Vendor vendor = playing.get(address);
            if (vendor == null) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            Spoken spoken = Spoken.by(vendor, body, "http://" + elsewhere + ":" + port);
            spoken.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] text = spoken.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(spoken.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
