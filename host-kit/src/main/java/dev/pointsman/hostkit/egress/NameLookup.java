package dev.pointsman.hostkit.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into addresses. May block; called on threads of the egress, one lookup per name at a time. */
@FunctionalInterface
public interface NameLookup {

    /** What the operating system answers. */
    static NameLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }

    /** Every address of the name, preferred first. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
