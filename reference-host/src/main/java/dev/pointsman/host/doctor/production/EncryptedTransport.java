package dev.pointsman.host.doctor.production;

import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Keys and prompts cross no network unencrypted: loopback, TLS whose certificate lasts, or a proxy that cannot be passed by. */
record EncryptedTransport(InstantSource clock) implements ProductionCheck {

    private static final Duration LEFT = Duration.ofDays(14);
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    @Override
    public String id() {
        return "transport-encrypted";
    }

    @Override
    public Outcome look(Installation installation) {
        GatewayConfig gateway = installation.gateway();
        TlsFiles tls = gateway.tls();
        if (tls != null) {
            return certificate(tls);
        }
        if (gateway.exposure().isPresent()) {
            return Outcome.broken(
                    gateway.exposure().get().path(),
                    gateway.exposure().get().message(),
                    "gateway: {tls: {certificate: tls/cert.pem, key: tls/key.pem}}");
        }
        if (EVERYWHERE.contains(gateway.listen().host())) {
            return Outcome.broken(
                    "gateway.listen",
                    gateway.listen() + " can be reached past the proxy that terminates TLS",
                    "gateway: {listen: \"127.0.0.1:" + gateway.listen().port()
                            + "\"}   # or the one address that the proxy comes from");
        }
        return Outcome.held(
                gateway.listen().isLoopback() ? "loopback alone" : "behind a proxy, on " + gateway.listen());
    }

    private Outcome certificate(TlsFiles tls) {
        try (InputStream file = Files.newInputStream(tls.certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            Instant end = certificate.getNotAfter().toInstant();
            return end.isAfter(clock.instant().plus(LEFT))
                    ? Outcome.held("TLS, certificate until " + end)
                    : Outcome.broken(
                            "gateway.tls.certificate",
                            "ends at " + end,
                            "renew " + tls.certificate() + ", then restart the gateway");
        } catch (IOException | CertificateException e) {
            return Outcome.broken(
                    "gateway.tls.certificate",
                    tls.certificate() + " is no certificate that can be read",
                    "gateway: {tls: {certificate: tls/cert.pem, key: tls/key.pem}}   # PEM files");
        }
    }
}
