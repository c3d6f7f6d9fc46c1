package dev.pointsman.host.doctor.production;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All checks, in the order in which they are told. */
public final class ProductionChecklist {

    /** What the server gives running requests, and a little to close the store behind them. */
    private static final long DRAIN_SECONDS = 35;

    private static final long DISK_BYTES = 2L * 1024 * 1024 * 1024;

    private static final List<ProductionCheck> CHECKS = List.of(
            new SoundPolicy(),
            new PolicyDemand("provider-owners"),
            new PolicyDemand("aliases-stable"),
            new UsedAliases(),
            new PolicyDemand("fallbacks-explicit"),
            new PolicyDemand("attempts-stated"),
            new PolicyDemand("fail-closed"),
            new PolicyDemand("content-capture"),
            new PromptlessUsage(),
            new PolicyDemand("retention-set"),
            new PolicyDemand("platform-credentials"),
            new PolicyDemand("hard-budgets"),
            new PolicyDemand("prices-fresh"),
            new PolicyDemand("alerts-present"),
            new ReachableWebhook(),
            new PresentCredentials(),
            new PrivateLocalEndpoints(),
            new AuthenticatedLocalEndpoints(Duration.ofSeconds(3)),
            new VerifiedPlugins(),
            new ProtectedPolicy(),
            new PrivateDataFolder(),
            new PrivateKeyFiles(),
            new PrivateAdminPort(),
            new EncryptedTransport(InstantSource.system()),
            new CurrentStore(),
            new DiskSpace(DISK_BYTES),
            new SaneClock(InstantSource.system()),
            new SuitableJava(Runtime.version().feature()),
            new UnitCheck.Restarts(DRAIN_SECONDS),
            new UnitCheck.Hardened());

    private ProductionChecklist() {}

    /** Every check by its id. Blocks for some seconds at most. */
    public static Map<String, Outcome> of(Installation installation) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        CHECKS.forEach(check -> outcomes.put(check.id(), check.look(installation)));
        return outcomes;
    }

    /** The ids, in order. */
    public static List<String> ids() {
        return CHECKS.stream().map(ProductionCheck::id).toList();
    }

    /** The systemd unit where systemd would find it. */
    public static Optional<Path> installedUnit() {
        return UnitFile.installed();
    }
}
