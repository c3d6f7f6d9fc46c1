package dev.pointsman.host.doctor.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secrets;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.hostkit.store.StoreStanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an integration test cannot do to its machine. */
class MachineOutcomesTest {

    private static final StoreStanding CURRENT = new StoreStanding.Current(1_000_000, List.of());

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsToldWithWhatIsWanted() throws Exception {
        assertThat(new DiskSpace(Long.MAX_VALUE).look(installation("", CURRENT)))
                .isInstanceOf(Outcome.Broken.class);
        assertThat(new DiskSpace(1).look(installation("", CURRENT))).isInstanceOf(Outcome.Held.class);
    }

    @Test
    void aJavaThatPinsCarriersIsTold() throws Exception {
        assertThat(new SuitableJava(21).look(installation("", CURRENT))).isInstanceOf(Outcome.Broken.class);
        assertThat(new SuitableJava(25).look(installation("", CURRENT))).isInstanceOf(Outcome.Held.class);
    }

    @Test
    void aClockThatDiffersFromTheStoresIsTold() throws Exception {
        Installation unfiled = new Installation(
                Configuration.ofPolicy(Map.of()),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Secrets.fromEnvironment(),
                CURRENT,
                Optional.empty());

        assertThat(new SaneClock(at(1_004_000)).look(unfiled)).isInstanceOf(Outcome.Held.class);
        assertThat(new SaneClock(at(1_006_000)).look(unfiled)).isInstanceOf(Outcome.Broken.class);
    }

    @Test
    void aCertificateThatIsNoneIsTold() throws Exception {
        Files.writeString(folder.resolve("cert.pem"), "nothing");
        Installation installation = installation("  tls: {certificate: cert.pem, key: key.pem}\n", CURRENT);

        assertThat(new EncryptedTransport(InstantSource.system()).look(installation))
                .isInstanceOf(Outcome.Broken.class);
    }

    @Test
    void aStoreThatMissesAChangeIsMendedByAStartAndOneOfAnotherVersionIsNot() throws Exception {
        assertThat(new CurrentStore()
                        .look(installation("", new StoreStanding.Different(List.of("006-x.sql"), List.of()))))
                .asString()
                .contains("006-x.sql", "systemctl restart");
        assertThat(new CurrentStore()
                        .look(installation("", new StoreStanding.Different(List.of(), List.of("change 999")))))
                .asString()
                .contains("change 999", "back-up");
    }

    private static InstantSource at(long millis) {
        return InstantSource.fixed(Instant.ofEpochMilli(millis));
    }

    private Installation installation(String gateway, StoreStanding store) throws Exception {
        Path file = Files.writeString(
                folder.resolve("policy.yaml"), "version: 1\ngateway:\n  data: " + folder + "\n" + gateway);
        return new Installation(
                Configuration.read(file),
                Optional.of(file),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Secrets.fromEnvironment(),
                store,
                Optional.empty());
    }
}
