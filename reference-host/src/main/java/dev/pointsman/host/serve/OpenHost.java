package dev.pointsman.host.serve;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.hostkit.egress.HostEgress;
import java.net.InetSocketAddress;
import java.util.List;

/** The loaded plugins and what is lent to them. Thread-safe. */
public interface OpenHost extends AutoCloseable {

    HostContext context();

    /** What became of each plugin that was found. */
    List<PluginState> plugins();

    /** Where this gateway listens: nothing lent to a plugin may call there. Replaces what was said before. */
    void listensOn(List<InetSocketAddress> addresses);

    /** The one way out that is lent to every plugin. */
    HostEgress egress();

    /** Unloads the plugins and closes what was lent to them; the providers made from them must be closed before. */
    @Override
    void close();
}
