package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code gateway:}.
 *
 * @param listen the data port, for agents
 * @param admin the admin port, for operators
 * @param tls what both ports are served with; null means plain HTTP
 * @param behindProxy whether a proxy in front terminates TLS, so that plain HTTP may be served on a public address
 * @param plugins which plugin jars run
 * @param data the folder for keys and state
 * @param store the database for state; null means an SQLite file in {@code data}
 * @param hosts names under which clients reach the gateway besides the addresses it listens on
 * @param origins web origins whose pages may call it
 * @param telemetry where meters and spans go, beside the admin port
 * @param audit how long what operators did is kept
 */
public record GatewayConfig(
        ListenAddress listen,
        ListenAddress admin,
        @Nullable TlsFiles tls,
        boolean behindProxy,
        PluginsConfig plugins,
        Path data,
        @Nullable StoreAddress store,
        List<String> hosts,
        List<String> origins,
        Limits limits,
        TelemetryConfig telemetry,
        AuditConfig audit) {

    private static final ListenAddress DATA_PORT = new ListenAddress("127.0.0.1", 8484);
    private static final ListenAddress ADMIN_PORT = new ListenAddress("127.0.0.1", 8485);

    public GatewayConfig {
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(admin, "admin");
        Objects.requireNonNull(plugins, "plugins");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(telemetry, "telemetry");
        Objects.requireNonNull(audit, "audit");
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }

    /** What holds where nothing is configured: two ports on loopback, data in {@code ~/.pointsman}. */
    public static GatewayConfig defaults() {
        return read(new Section("gateway", Map.of(), new ArrayList<>()), Path.of(""));
    }

    /** Reads the section; relative paths are seen from the given folder, that of the file. */
    static GatewayConfig read(Section section, Path folder) {
        GatewayConfig config = new GatewayConfig(
                section.address("listen").orElse(DATA_PORT),
                section.address("admin").orElse(ADMIN_PORT),
                section.section("tls").map(tls -> tls(tls, folder)).orElse(null),
                section.flag("behindProxy", false),
                section.section("plugins", "folder")
                        .map(plugins -> PluginsConfig.read(plugins, text -> path(text, folder)))
                        .orElse(PluginsConfig.DEFAULT),
                section.text("data").map(text -> path(text, folder)).orElse(home().resolve(".pointsman")),
                StoreAddress.read(section, "store").orElse(null),
                section.texts("hosts"),
                section.texts("origins"),
                section.section("limits").map(Limits::read).orElse(Limits.DEFAULT),
                section.section("telemetry").map(TelemetryConfig::read).orElse(TelemetryConfig.DEFAULT),
                section.section("audit").map(AuditConfig::read).orElse(AuditConfig.DEFAULT));
        section.end();
        return config;
    }

    public GatewayConfig withListen(ListenAddress listen) {
        return new GatewayConfig(
                listen, admin, tls, behindProxy, plugins, data, store, hosts, origins, limits, telemetry, audit);
    }

    public GatewayConfig withAdmin(ListenAddress admin) {
        return new GatewayConfig(
                listen, admin, tls, behindProxy, plugins, data, store, hosts, origins, limits, telemetry, audit);
    }

    public GatewayConfig withBehindProxy(boolean behindProxy) {
        return new GatewayConfig(
                listen, admin, tls, behindProxy, plugins, data, store, hosts, origins, limits, telemetry, audit);
    }

    public GatewayConfig withPlugins(@Nullable Path jars) {
        return new GatewayConfig(
                listen,
                admin,
                tls,
                behindProxy,
                plugins.withFolder(jars),
                data,
                store,
                hosts,
                origins,
                limits,
                telemetry,
                audit);
    }

    public GatewayConfig withData(Path data) {
        return new GatewayConfig(
                listen, admin, tls, behindProxy, plugins, data, store, hosts, origins, limits, telemetry, audit);
    }

    /** The members in which another one differs: what only a restart can change. */
    public List<String> differences(GatewayConfig other) {
        Map<String, Boolean> equal = new LinkedHashMap<>();
        equal.put("listen", listen.equals(other.listen));
        equal.put("admin", admin.equals(other.admin));
        equal.put("tls", Objects.equals(tls, other.tls));
        equal.put("behindProxy", behindProxy == other.behindProxy);
        equal.put("plugins", plugins.equals(other.plugins));
        equal.put("data", data.equals(other.data));
        equal.put("store", Objects.equals(store, other.store));
        equal.put("hosts", hosts.equals(other.hosts));
        equal.put("origins", origins.equals(other.origins));
        equal.put("limits", limits.equals(other.limits));
        equal.put("telemetry", telemetry.equals(other.telemetry));
        equal.put("audit", audit.equals(other.audit));
        return equal.entrySet().stream()
                .filter(member -> !member.getValue())
                .map(member -> "gateway." + member.getKey())
                .toList();
    }

    /** Where a program on this machine reaches the data port. */
    public URI dataUrl() {
        return url(listen);
    }

    /** Where a program on this machine reaches the admin port. */
    public URI adminUrl() {
        return url(admin);
    }

    private URI url(ListenAddress address) {
        return URI.create((tls == null ? "http://" : "https://") + address.reachable());
    }

    /** Why these addresses must not be opened: keys and prompts would cross a network unencrypted. Empty when they may be. */
    public Optional<SettingsProblem> exposure() {
        if (tls != null || behindProxy || (listen.isLoopback() && admin.isLoopback())) {
            return Optional.empty();
        }
        boolean data = !listen.isLoopback();
        return Optional.of(new SettingsProblem(
                data ? "gateway.listen" : "gateway.admin",
                (data ? listen : admin) + " can be reached from other machines, and keys would travel unencrypted",
                "set gateway.tls with certificate and key; or, where a proxy in front terminates TLS, behindProxy: true"
                        + " (--behind-proxy); or listen on 127.0.0.1"));
    }

    private static @Nullable TlsFiles tls(Section section, Path folder) {
        Optional<String> certificate = section.text("certificate");
        Optional<String> key = section.text("key");
        section.end();
        if (certificate.isEmpty() || key.isEmpty()) {
            section.problem(certificate.isEmpty() ? "certificate" : "key", "is missing", "name a PEM file");
            return null;
        }
        return new TlsFiles(path(certificate.get(), folder), path(key.get(), folder));
    }

    private static Path path(String text, Path folder) {
        if (text.equals("~") || text.startsWith("~/")) {
            return home().resolve(text.substring(Math.min(2, text.length())));
        }
        return folder.resolve(text);
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
