package dev.pointsman.host.doctor;

import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.ListenAddress;
import dev.pointsman.host.config.TlsFiles;
import dev.pointsman.host.serve.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the machine offers: Java, the two ports, the data folder, the TLS files. Changes nothing. */
public final class MachineChecks {

    private static final int PINS_NO_CARRIERS = 24;

    private MachineChecks() {}

    /** All of them; a port is not tried where a gateway is known to answer. */
    public static List<Finding> of(GatewayConfig gateway, boolean running) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java(Runtime.version().feature()));
        if (!running) {
            findings.add(port("data port", gateway.listen()));
            findings.add(port("admin port", gateway.admin()));
        }
        gateway.exposure()
                .ifPresent(problem -> findings.add(Finding.fail(problem.path(), problem.message(), problem.wayOut())));
        tls(gateway, findings);
        data(gateway.data(), findings);
        return findings;
    }

    /** Whether many streams can run at once on this feature release. */
    public static Finding java(int version) {
        if (version >= PINS_NO_CARRIERS) {
            return Finding.ok("Java", "version " + version);
        }
        return Finding.warn(
                "Java",
                "version " + version + " pins a carrier thread where a library blocks in a synchronized block",
                "use Java 25 for many streams at once");
    }

    private static Finding port(String subject, ListenAddress address) {
        try (ServerSocket socket = new ServerSocket(address.port(), 1, InetAddress.getByName(address.host()))) {
            return Finding.ok(subject, address.withPort(socket.getLocalPort()) + " is free");
        } catch (IOException e) {
            return Finding.fail(
                    subject,
                    address + " cannot be opened (" + e.getMessage() + ")",
                    "end what listens there, or choose another one with --port and --admin-port");
        }
    }

    private static void tls(GatewayConfig gateway, List<Finding> findings) {
        TlsFiles tls = gateway.tls();
        if (tls == null) {
            return;
        }
        for (Path file : List.of(tls.certificate(), tls.key())) {
            findings.add(
                    Files.isReadable(file)
                            ? Finding.ok("TLS", file + " can be read")
                            : Finding.fail("TLS", file + " cannot be read", "check the path and its permissions"));
        }
    }

    private static void data(Path folder, List<Finding> findings) {
        if (!Files.exists(folder)) {
            findings.add(Finding.ok("data folder", folder + " is made at the first start"));
            return;
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            findings.add(Finding.fail("data folder", folder + " is no folder to write in", "choose another --data"));
            return;
        }
        try {
            List<Path> open = DataFolder.openToOthers(folder);
            for (Path file : open) {
                findings.add(Finding.warn(
                        "data folder",
                        file + " can be read by other users of this machine",
                        "chmod " + (Files.isDirectory(file) ? "700 " : "600 ") + file));
            }
            if (open.isEmpty()) {
                findings.add(Finding.ok("data folder", folder + " is its owner's alone"));
            }
        } catch (IOException e) {
            findings.add(Finding.fail("data folder", folder + " cannot be listed", "check its permissions"));
        }
    }
}
