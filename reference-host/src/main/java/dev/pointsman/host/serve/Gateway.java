package dev.pointsman.host.serve;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.edge.AdminDoor;
import dev.pointsman.edge.DataDoor;
import dev.pointsman.edge.Door;
import dev.pointsman.edge.audit.AuditLog;
import dev.pointsman.edge.idempotency.NamedRequests;
import dev.pointsman.edge.keys.HashedKeys;
import dev.pointsman.edge.keys.Pepper;
import dev.pointsman.edge.keys.StoredKeys;
import dev.pointsman.edge.keys.VirtualKey;
import dev.pointsman.edge.keys.VirtualKeys;
import dev.pointsman.edge.vertx.ServerOptions;
import dev.pointsman.edge.vertx.VertxServer;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.ListenAddress;
import dev.pointsman.host.config.TlsFiles;
import dev.pointsman.host.telemetry.Telemetry;
import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway that serves: a router behind two ports. Thread-safe. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final GatewayConfig config;
    private final LocalKey key;
    private final LocalKey adminKey;
    private final MadeRouter router;
    /** What to close, the last opened first. */
    private final Deque<AutoCloseable> opened;

    private Gateway(
            GatewayConfig config, LocalKey key, LocalKey adminKey, MadeRouter router, Deque<AutoCloseable> opened) {
        this.config = config;
        this.key = key;
        this.adminKey = adminKey;
        this.router = router;
        this.opened = opened;
    }

    /**
     * Opens a gateway and takes the host over, also when it fails.
     *
     * @param environment where the keys may lie
     * @throws IOException when the data folder, the store or a port cannot be had; the message says which and what to do
     * @throws dev.pointsman.api.provider.InvalidSettingsException with every problem of the policy
     * @throws MissingRouterException when no plugin brings a router
     */
    public static Gateway open(Configuration configuration, Map<String, String> environment, OpenHost host)
            throws IOException {
        return open(configuration, environment, host, router -> router::provider);
    }

    /**
     * The same where the policy cannot be used: agents are refused with that reason until another one is put in force.
     *
     * @param configuration whose policy stands for the one that cannot be used: it names no provider
     * @throws IOException as above
     * @throws MissingRouterException as above
     */
    public static Gateway openWithoutPolicy(Configuration configuration, Map<String, String> environment, OpenHost host)
            throws IOException {
        return open(configuration, environment, host, RouterOnceRuled::new);
    }

    private static Gateway open(
            Configuration configuration,
            Map<String, String> environment,
            OpenHost host,
            Function<MadeRouter, Supplier<ModelProvider>> forAgents)
            throws IOException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        opened.push(host);
        try {
            return open(configuration, environment, host, forAgents, opened);
        } catch (IOException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private static Gateway open(
            Configuration configuration,
            Map<String, String> environment,
            OpenHost host,
            Function<MadeRouter, Supplier<ModelProvider>> forAgents,
            Deque<AutoCloseable> opened)
            throws IOException {
        GatewayConfig config = configuration.gateway();
        DataFolder folder = DataFolder.open(config.data());
        if (config.store() == null) {
            opened.push(FolderClaim.of(folder));
        }
        for (Path file : folder.shutOthersOut()) {
            LOG.atWarn().addKeyValue("file", file).log("other users could read this file; now its owner alone can");
        }
        if (DataFolder.isOpenToOthers(folder.path())) {
            LOG.atWarn().addKeyValue("folder", folder.path()).log("other users can enter the data folder: chmod 700");
        }
        LocalKey key = LocalKey.data(environment, folder);
        LocalKey adminKey = LocalKey.admin(environment, folder);

        Store store = LentStore.open(config, folder, host.context().secrets());
        opened.push(store);
        Telemetry telemetry = Telemetry.open(config.telemetry());
        opened.push(telemetry);
        telemetry.watch(host.egress());
        HostContext lent = LentStore.of(telemetry.lentBeside(host.context()), store.dataSource(), folder, environment);
        MadeRouter router = MadeRouter.make(configuration.policy(), lent);
        opened.push(router);
        ProviderDirectory plugins = host.context().providers();

        Pepper pepper = LocalKey.pepper(environment, folder);
        StoredKeys stored = new StoredKeys(store.dataSource(), pepper);
        AuditLog audit = AuditLog.in(store.dataSource(), config.audit().keep());
        audit.prune();
        AdminDoor admin = AdminDoor.of(new ServedDirectory(plugins, router::provider), adminKey.secret())
                .audit(audit)
                .metrics(telemetry::scrape)
                .section("keys", stored.control()::answer)
                .hosts(hosts(config, config.admin()))
                .build();
        ListenAddress adminAddress = listen(config, config.admin(), admin, opened);
        opened.push(admin);
        VirtualKeys keys =
                HashedKeys.of(key.secret(), VirtualKey.unbounded("first")).and(stored);
        Door data = DataDoor.of(new ServedDirectory(plugins, forAgents.apply(router)), keys)
                .bodyLimit(config.limits().requestBytes())
                .hosts(hosts(config, config.listen()))
                .origins(Set.copyOf(config.origins()))
                .ready(() -> isReady(router))
                .named(NamedRequests.in(store.dataSource(), pepper))
                .listener(telemetry.answers())
                .build();
        ListenAddress dataAddress = listen(config, config.listen(), data, opened);

        host.listensOn(List.of(socket(adminAddress), socket(dataAddress)));
        LocalExposure.warnSoon(configuration.policy());
        return new Gateway(config.withListen(dataAddress).withAdmin(adminAddress), key, adminKey, router, opened);
    }

    /** Where a program on this machine reaches the data port. */
    public URI dataUrl() {
        return config.dataUrl();
    }

    /** Where a program on this machine reaches the admin port. */
    public URI adminUrl() {
        return config.adminUrl();
    }

    /** What agents present. */
    public LocalKey key() {
        return key;
    }

    /** What operators present. */
    public LocalKey adminKey() {
        return adminKey;
    }

    public MadeRouter router() {
        return router;
    }

    /**
     * Looks at the configuration's file every second from now on, and gives the router what changed there.
     *
     * @param started what the gateway was opened with
     */
    public void watch(Path file, Configuration started) {
        synchronized (opened) {
            opened.push(ConfigurationWatch.start(file, started, router));
        }
    }

    /** Accepts nothing more, lets running requests end, then closes everything. Blocks. Idempotent. */
    @Override
    public void close() {
        closeAll(opened);
    }

    private static ListenAddress listen(
            GatewayConfig config, ListenAddress address, Door door, Deque<AutoCloseable> opened) throws IOException {
        ServerOptions options = ServerOptions.at(address.host(), address.port());
        TlsFiles tls = config.tls();
        if (tls != null) {
            options = options.withTls(new ServerOptions.Tls(tls.key(), tls.certificate()));
        }
        VertxServer server = VertxServer.start(options, door);
        opened.push(server);
        return address.withPort(server.port());
    }

    /** Whether a candidate could be called now. */
    private static boolean isReady(MadeRouter router) {
        return router.ask(ControlRequest.get("/health")).path("ready").asBoolean(false);
    }

    private static Set<String> hosts(GatewayConfig config, ListenAddress address) {
        Set<String> hosts = new HashSet<>(config.hosts());
        if (address.equals(address.reachable())) {
            hosts.add(address.host().contains(":") ? "[" + address.host() + "]" : address.host());
        }
        return hosts;
    }

    private static InetSocketAddress socket(ListenAddress address) {
        return new InetSocketAddress(address.host(), address.port());
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        synchronized (opened) {
            while (!opened.isEmpty()) {
                close(opened.pop());
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a part of the gateway could not be closed", e);
        }
    }
}
