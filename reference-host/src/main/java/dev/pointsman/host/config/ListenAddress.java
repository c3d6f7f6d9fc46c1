package dev.pointsman.host.config;

import java.util.Objects;

/**
 * Where a port is opened.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 lets the system choose
 */
public record ListenAddress(String host, int port) {

    public ListenAddress {
        Objects.requireNonNull(host, "host");
        if (host.isBlank() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("is not host:port");
        }
    }

    /**
     * {@code 127.0.0.1:8484}, {@code [::1]:8484}, or a port alone, which is one on the loopback interface.
     *
     * @throws IllegalArgumentException with a message that ends a sentence about the setting
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("has an IPv6 address without brackets");
        }
        try {
            return new ListenAddress(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not host:port");
        }
    }

    public ListenAddress withHost(String host) {
        return new ListenAddress(host, port);
    }

    public ListenAddress withPort(int port) {
        return new ListenAddress(host, port);
    }

    /** Whether only this machine can reach it. Names other than {@code localhost} count as reachable from outside. */
    public boolean isLoopback() {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    /** The address to connect to from this machine: loopback where it listens on every interface. */
    public ListenAddress reachable() {
        return switch (host) {
            case "0.0.0.0" -> withHost("127.0.0.1");
            case "::" -> withHost("::1");
            default -> this;
        };
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
