package dev.pointsman.hostkit.egress;

import dev.pointsman.api.host.EgressDeniedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A host as an URL names it: lower case, without brackets and without the dot that ends a rooted name. */
record HostName(String value) {

    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    static HostName of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            return new HostName(name.substring(1, name.length() - 1));
        }
        return new HostName(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }

    /**
     * The address when the host is one. Resolvers disagree on {@code 0177.0.0.1}, {@code 0x7f.1} and {@code 2130706433}, so such
     * forms are denied rather than interpreted.
     */
    Optional<InetAddress> literal() {
        boolean six = value.indexOf(':') >= 0;
        if (!six && !ENDS_IN_A_NUMBER.matcher(value).matches()) {
            return Optional.empty();
        }
        if (value.indexOf('%') >= 0 || !six && !DOTTED_QUAD.matcher(value).matches()) {
            throw new EgressDeniedException(value + " is neither a name nor a plain IP address");
        }
        try {
            return Optional.of(InetAddress.getByName(value));
        } catch (UnknownHostException e) {
            throw new EgressDeniedException(value + " is neither a name nor a plain IP address");
        }
    }

    /** Whether the text alone says that it means this machine. */
    boolean meansLoopback() {
        return value.equals("localhost")
                || value.endsWith(".localhost")
                || DOTTED_QUAD.matcher(value).matches() && value.startsWith("127.")
                || value.indexOf(':') >= 0
                        && literal().map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
