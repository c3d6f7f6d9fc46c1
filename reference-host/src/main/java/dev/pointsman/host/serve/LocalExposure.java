package dev.pointsman.host.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model servers of this machine that other machines reach too, past the gateway, its keys and its budgets: usually by accident,
 * since some listen on every address unless told otherwise. Asked are this machine's own addresses alone, and nothing is sent.
 */
final class LocalExposure {

    private static final Logger LOG = LoggerFactory.getLogger(LocalExposure.class);
    private static final int PATIENCE_MILLIS = 300;

    private LocalExposure() {}

    /** Logs a warning for each, behind the start of a gateway. Returns at once. */
    static void warnSoon(Map<String, Object> policy) {
        Thread.ofVirtual()
                .name("local-exposure")
                .start(() -> of(policy, ownAddresses()).forEach(LOG::warn));
    }

    /** What is to be said of the providers of a policy. Blocks for each that does not answer. */
    static List<String> of(Map<String, Object> policy, List<InetAddress> own) {
        List<String> warnings = new ArrayList<>();
        if (policy.get("providers") instanceof Map<?, ?> providers) {
            providers.forEach((name, entry) -> loopbackPort(entry)
                    .ifPresent(port -> own.stream()
                            .filter(address -> answers(address, port))
                            .findFirst()
                            .ifPresent(address -> warnings.add(warning(name, address, port)))));
        }
        return warnings;
    }

    private static String warning(Object name, InetAddress address, int port) {
        return "the server behind the provider " + name + " answers on " + address.getHostAddress() + ":" + port
                + " too, where other machines can reach it without this gateway: let it listen on 127.0.0.1 alone"
                + " (Ollama: OLLAMA_HOST=127.0.0.1), or shut the port for others";
    }

    /** The port of a provider that is asked on this machine. */
    private static Optional<Integer> loopbackPort(Object entry) {
        if (!(entry instanceof Map<?, ?> provider)) {
            return Optional.empty();
        }
        Object url = provider.get("baseUrl");
        if (url == null) {
            return "ollama".equals(provider.get("type")) ? Optional.of(11434) : Optional.empty();
        }
        try {
            URI uri = URI.create(url.toString());
            String host = String.valueOf(uri.getHost());
            boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
            return here && uri.getPort() > 0 ? Optional.of(uri.getPort()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // What is no URL is the provider's to refuse, with a message of its own.
            return Optional.empty();
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Those under which other machines may reach this one. */
    private static List<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
        } catch (SocketException e) {
            LOG.atDebug().addKeyValue("exception", e.getClass().getName()).log("the network's interfaces are not told");
            return List.of();
        }
    }
}
