package dev.pointsman.hostkit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachStore
class SealedSecretsTest {

    private static final SealedName RED = new SealedName("red", "openai", "main");
    private static final SealedName RED_SPARE = new SealedName("red", "openai", "spare");
    private static final SealedName RED_OTHER = new SealedName("red", "anthropic", "main");
    private static final SealedName BLUE = new SealedName("blue", "openai", "main");
    private static final SealedName PLATFORM = new SealedName("", "openai", "main");
    private static final List<SealedName> ALL = List.of(RED, RED_SPARE, RED_OTHER, BLUE, PLATFORM);

    private final TestStore store;

    @TempDir
    private Path folder;

    SealedSecretsTest(TestStore store) {
        this.store = store;
    }

    @AfterEach
    void empty() throws SQLException {
        sql("DELETE FROM sealed_secret");
        sql("DELETE FROM sealed_data_key");
    }

    @Test
    void whatWasSealedIsFoundByItsReference() {
        sealAll();

        assertThat(ALL).allSatisfy(name -> assertThat(open(name)).isEqualTo(valueOf(name)));
        assertThat(RED.reference()).isEqualTo("${sealed:red/openai/main}");
        assertThat(PLATFORM.reference()).isEqualTo("${sealed:openai/main}");
    }

    @Test
    void theStoreHoldsNoValueAndTheFolderAKeyForItsOwnerAlone() throws SQLException, IOException {
        sealAll();

        List<String> cells = cells("SELECT sealed FROM sealed_secret");
        cells.addAll(cells("SELECT sealed_key FROM sealed_data_key"));
        Path key = folder.resolve("master-key");

        assertThat(cells).hasSize(5 + 3).doesNotHaveDuplicates();
        assertThat(cells)
                .allSatisfy(
                        cell -> assertThat(new String(Base64.getDecoder().decode(cell), StandardCharsets.ISO_8859_1))
                                .doesNotContain("sk-"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void aNewValueCountsFromTheNextResolveOn() {
        seal(RED, "sk-old");
        Secrets secrets = secrets();
        assertThat(secrets.resolve(RED.reference()).reveal()).isEqualTo("sk-old");

        SealedEntry entry = sealed().seal(RED, Secret.of("sk-new"));

        assertThat(entry.version()).isEqualTo(2);
        assertThat(secrets.resolve(RED.reference()).reveal()).isEqualTo("sk-new");
    }

    @Test
    void theSameValueIsSealedDifferentlyEachTime() throws SQLException {
        seal(RED, "sk-same");
        List<String> first = cells("SELECT sealed FROM sealed_secret");

        seal(RED, "sk-same");

        assertThat(cells("SELECT sealed FROM sealed_secret")).isNotEqualTo(first);
    }

    @Test
    void aRowThatTookAnothersPlaceDoesNotOpen() throws SQLException {
        for (SealedName other : ALL.subList(1, ALL.size())) {
            sealAll();
            sql("UPDATE sealed_secret SET sealed = (SELECT sealed FROM sealed_secret WHERE workspace = '"
                    + other.workspace() + "' AND provider = '" + other.provider() + "' AND id = '" + other.id()
                    + "') WHERE workspace = 'red' AND provider = 'openai' AND id = 'main'");

            assertThatThrownBy(() -> open(RED)).as("%s in %s", other, RED).hasMessageContaining("seal it again");
        }
    }

    @Test
    void anOldValueInTheNewOnesPlaceDoesNotOpen() throws SQLException {
        seal(RED, "sk-old");
        String old = cells("SELECT sealed FROM sealed_secret").getFirst();
        seal(RED, "sk-new");

        update("UPDATE sealed_secret SET sealed = ?", old);

        assertThatThrownBy(() -> open(RED)).hasMessageContaining("its row was changed");
    }

    @Test
    void aDataKeyThatTookAnothersPlaceDoesNotOpen() throws SQLException {
        sealAll();

        sql("UPDATE sealed_data_key SET sealed_key = (SELECT sealed_key FROM sealed_data_key WHERE workspace = 'blue')"
                + " WHERE workspace = 'red'");

        assertThatThrownBy(() -> open(RED)).hasMessageContaining("data key was changed");
        assertThat(open(BLUE)).isEqualTo(valueOf(BLUE));
    }

    @Test
    void noFlippedBitOpens() throws SQLException {
        seal(RED, "sk-flipped");
        byte[] sealed = Base64.getDecoder()
                .decode(cells("SELECT sealed FROM sealed_secret").getFirst());

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            update("UPDATE sealed_secret SET sealed = ?", Base64.getEncoder().encodeToString(flipped));

            assertThatThrownBy(() -> open(RED)).as("bit %s", bit).isInstanceOf(SecretUnavailableException.class);
        }
    }

    @Test
    void whatIsNoSealedTextDoesNotOpen() throws SQLException {
        for (String nonsense : List.of("", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            seal(RED, "sk-1");
            update("UPDATE sealed_secret SET sealed = ?", nonsense);

            assertThatThrownBy(() -> open(RED)).as(nonsense).hasMessageContaining("seal it again");
        }
    }

    @Test
    void anotherMasterKeySaysWhichIsNeededAndWhatToDo() throws IOException {
        sealAll();
        String needed = sealed().list().getFirst().masterKeyId();
        Files.delete(folder.resolve("master-key"));

        SecretUnavailableException missing = catchThrowableOfType(SecretUnavailableException.class, () -> open(RED));
        Files.writeString(folder.resolve("master-key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
        SecretUnavailableException wrong = catchThrowableOfType(SecretUnavailableException.class, () -> open(RED));

        assertThat(missing).hasMessageContaining("the master key " + needed);
        assertThat(missing).hasMessageContaining("master-key holds none; put that key back there, or remove");
        assertThat(wrong).hasMessageContaining("the master key " + needed).hasMessageNotContaining("AAAA");
        assertThat(wrong.isPassing()).isFalse();
        assertThatThrownBy(() -> sealed().rotateMaster()).hasMessageContaining("the master key " + needed);
    }

    @Test
    void afterTheRemovalOfAllAWorkspaceBeginsWithANewDataKey() throws SQLException {
        seal(BLUE, "sk-blue");
        String before = cells("SELECT sealed_key FROM sealed_data_key").getFirst();

        assertThat(sealed().remove(BLUE)).isTrue();
        assertThat(sealed().remove(BLUE)).isFalse();
        assertThatThrownBy(() -> open(BLUE)).hasMessageContaining("./pointsman credentials seal");
        assertThat(cells("SELECT sealed_key FROM sealed_data_key")).isEmpty();
        seal(BLUE, "sk-blue");

        assertThat(cells("SELECT sealed_key FROM sealed_data_key")).doesNotContain(before);
    }

    @Test
    void theListTellsEverythingButTheValues() {
        sealAll();
        seal(RED, "sk-again");

        List<SealedEntry> entries = sealed().list();

        assertThat(entries).extracting(SealedEntry::name).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(entries)
                .filteredOn(entry -> entry.name().equals(RED))
                .extracting(SealedEntry::version)
                .containsExactly(2);
        assertThat(entries.toString()).doesNotContain("sk-");
    }

    @Test
    void aRotatedMasterKeySealsTheDataKeysAndLeavesTheSecretsAsTheyAre() throws SQLException, IOException {
        sealAll();
        String oldKey = Files.readString(folder.resolve("master-key"));
        List<String> secrets = cells("SELECT sealed FROM sealed_secret ORDER BY workspace, provider, id");

        MasterRotation rotation = sealed().rotateMaster();

        assertThat(rotation.dataKeys()).isEqualTo(3);
        assertThat(cells("SELECT sealed FROM sealed_secret ORDER BY workspace, provider, id"))
                .isEqualTo(secrets);
        assertThat(sealed().list()).extracting(SealedEntry::masterKeyId).containsOnly(rotation.masterKeyId());
        assertThat(Files.readString(folder.resolve("master-key"))).isNotEqualTo(oldKey);
        assertThat(Files.list(folder))
                .extracting(file -> file.getFileName().toString())
                .doesNotContain("master-key.next");
        assertThat(ALL).allSatisfy(name -> assertThat(open(name)).isEqualTo(valueOf(name)));
    }

    @Test
    void interruptedAnywhereARotationLeavesEverySecretOpenAndIsFinishedByTheNext() {
        sealAll();
        List<String> steps = new ArrayList<>();
        sealed().rotateMaster(steps::add);
        assertThat(steps).hasSize(1 + 3 + 1);

        for (int dies = 0; dies < steps.size(); dies++) {
            int last = dies;
            int[] reached = {0};

            assertThatThrownBy(() -> sealed().rotateMaster(step -> {
                        if (reached[0]++ == last) {
                            throw new IllegalStateException("killed after: " + step);
                        }
                    }))
                    .hasMessageContaining(steps.get(dies));

            assertThat(ALL)
                    .as("killed at step %s", dies)
                    .allSatisfy(name -> assertThat(open(name)).isEqualTo(valueOf(name)));
            SealedName meanwhile = new SealedName("green", "openai", "meanwhile");
            seal(meanwhile, "sk-green");
            MasterRotation finished = sealed().rotateMaster();
            assertThat(sealed().list()).extracting(SealedEntry::masterKeyId).containsOnly(finished.masterKeyId());
            assertThat(open(meanwhile)).isEqualTo("sk-green");
            sealed().remove(meanwhile);
        }
    }

    @Test
    void aMasterKeyOfTheEnvironmentIsRotatedByTheOneWhoSetsIt() {
        String first = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        String second = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
        sealed(Map.of("POINTSMAN_MASTER_KEY", first)).seal(RED, Secret.of("sk-red"));
        Map<String, String> both = Map.of("POINTSMAN_MASTER_KEY", second, "POINTSMAN_MASTER_KEY_PREVIOUS", first);

        assertThatThrownBy(() -> sealed(Map.of("POINTSMAN_MASTER_KEY", first)).rotateMaster())
                .hasMessageContaining("$POINTSMAN_MASTER_KEY_PREVIOUS");
        assertThat(sealed(both).rotateMaster().dataKeys()).isEqualTo(1);

        assertThat(open(RED, Map.of("POINTSMAN_MASTER_KEY", second))).isEqualTo("sk-red");
        assertThatThrownBy(() -> open(RED, Map.of("POINTSMAN_MASTER_KEY", first)))
                .hasMessageContaining("$POINTSMAN_MASTER_KEY holds");
        assertThatThrownBy(() -> sealed(Map.of("POINTSMAN_MASTER_KEY", "secret?")))
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("secret?");
        assertThat(Files.exists(folder.resolve("master-key"))).isFalse();
    }

    @Test
    void aStoreThatCannotBeReachedIsAPassingTrouble() {
        SealedSecrets unreachable = new SealedSecrets(
                new BrokenDataSource(), MasterKeys.of(Map.of(), folder), InstantSource.fixed(Instant.EPOCH));

        SecretUnavailableException refused = catchThrowableOfType(
                SecretUnavailableException.class,
                () -> unreachable.beside(reference -> Secret.of("other")).resolve(RED.reference()));

        assertThat(refused.isPassing()).isTrue();
        assertThat(refused).hasMessageContaining("the store cannot be read now").hasMessageNotContaining("password");
    }

    @Test
    void otherReferencesGoElsewhere() {
        assertThat(sealed().beside(reference -> Secret.of("elsewhere"))
                        .resolve("${env:X}")
                        .reveal())
                .isEqualTo("elsewhere");
        assertThatThrownBy(() -> secrets().resolve("${sealed:one}")).hasMessageContaining("workspace/provider/id");
    }

    private void sealAll() {
        ALL.forEach(name -> seal(name, valueOf(name)));
    }

    private static String valueOf(SealedName name) {
        return "sk-" + name.workspace() + "-" + name.provider() + "-" + name.id();
    }

    private void seal(SealedName name, String value) {
        sealed().seal(name, Secret.of(value));
    }

    private String open(SealedName name) {
        return open(name, Map.of());
    }

    private String open(SealedName name, Map<String, String> environment) {
        return secrets(environment).resolve(name.reference()).reveal();
    }

    private Secrets secrets() {
        return secrets(Map.of());
    }

    private Secrets secrets(Map<String, String> environment) {
        return sealed(environment).beside(reference -> {
            throw new SecretUnavailableException(reference);
        });
    }

    private SealedSecrets sealed() {
        return sealed(Map.of());
    }

    private SealedSecrets sealed(Map<String, String> environment) {
        return new SealedSecrets(
                store.store().dataSource(), MasterKeys.of(environment, folder), InstantSource.system());
    }

    private List<String> cells(String query) throws SQLException {
        List<String> cells = new ArrayList<>();
        try (Connection connection = store.store().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                cells.add(rows.getString(1));
            }
        }
        return cells;
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = store.store().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void update(String sql, String value) throws SQLException {
        try (Connection connection = store.store().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }
}
