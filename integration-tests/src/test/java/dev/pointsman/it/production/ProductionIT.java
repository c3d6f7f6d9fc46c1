package dev.pointsman.it.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pointsman.it.harness.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code doctor --production} over an installation that is ready, and over the same one with a single thing amiss. */
class ProductionIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the operators' page says of {@code --json}. */
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read("../docs/doctor-production.schema.json"));

    /** What this machine cannot be made to lack; their own tests break them. */
    private static final Set<String> OF_THE_MACHINE = Set.of("disk-space", "java-version");

    @TempDir
    private static Path folder;

    private static ProductionSetup setup;

    /** One thing that somebody does to an installation. */
    interface Mistake {
        void make(ProductionSetup setup) throws Exception;
    }

    record Broken(String id, Mistake mistake) {

        @Override
        public String toString() {
            return id;
        }
    }

    @BeforeAll
    static void setUp() throws Exception {
        setup = ProductionSetup.in(folder);
    }

    @AfterEach
    void restore() throws Exception {
        setup.restore();
    }

    @AfterAll
    static void tearDown() {
        setup.close();
    }

    @Test
    void anInstallationAsTheOperatorsPageSaysIsReady() throws Exception {
        Command table = setup.doctor();
        Command json = setup.doctor("--json");

        assertThat(table.exitCode()).as(table.all()).isZero();
        assertThat(table.out())
                .contains("✓ policy-sound", ": ready for production")
                .doesNotContain("✗", "? ");
        assertThat(json.exitCode()).as(json.all()).isZero();
        assertThat(JSON.readTree(json.out()).path("ready").asBoolean()).isTrue();
        assertThat(SCHEMA.validate(json.out(), InputFormat.JSON)).isEmpty();
        assertThat(states(json)).containsOnlyKeys(documented()).values().containsOnly("held");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void whatIsAmissIsToldByTheCheckThatLooksAtIt(Broken broken) throws Exception {
        broken.mistake().make(setup);

        Command doctor = setup.doctor("--json");

        assertThat(doctor.exitCode()).as(doctor.all()).isEqualTo(1);
        assertThat(states(doctor)).as(doctor.out()).containsEntry(broken.id(), "broken");
        assertThat(SCHEMA.validate(doctor.out(), InputFormat.JSON)).isEmpty();
        for (JsonNode check : JSON.readTree(doctor.out()).path("checks")) {
            assertThat(check.path("flaws"))
                    .allSatisfy(flaw -> assertThat(flaw.path("change").asText())
                            .as("%s", check)
                            .isNotBlank());
        }
    }

    @Test
    void everyCheckIsBrokenOnce() throws Exception {
        Set<String> ids = mistakes().map(Broken::id).collect(Collectors.toCollection(TreeSet::new));
        ids.addAll(OF_THE_MACHINE);

        assertThat(ids).isEqualTo(new TreeSet<>(documented()));
    }

    @Test
    void whatCannotBeToldDoesNotCount() throws Exception {
        Command doctor = Command.run(
                folder,
                Map.of(),
                "doctor",
                "--production",
                "--config",
                setup.file("policy.yaml").toString(),
                "--data",
                folder.resolve("nothing-here").toString(),
                "--unit",
                setup.file("no.service").toString());

        assertThat(doctor.exitCode()).as(doctor.all()).isEqualTo(1);
        assertThat(doctor.out()).contains("? store-current", "? aliases-used", "? unit-restarts", "not ready");
        assertThat(folder.resolve("nothing-here")).doesNotExist();
    }

    static Stream<Broken> mistakes() {
        return Stream.of(
                inPolicy("policy-sound", "version: 1\n", "version: 1\nunknown: 1\n"),
                inPolicy("provider-owners", "owner: engineering-leads", "owner: environment"),
                inPolicy("aliases-stable", "assistant: auto,", "assistant: openai/gpt-5.6-luna,"),
                inPolicy("aliases-used", "assistant: auto,", "assistant: auto, nobodys: auto,"),
                inPolicy("fallbacks-explicit", "    fallback: [\"openai/gpt-5.6-luna\"]\n", ""),
                inPolicy(
                        "attempts-stated",
                        "resilience:\n  retryBudget: {ratio: 0.1, capacity: 20, perSecond: 0.2}\n",
                        ""),
                inPolicy("fail-closed", "use: private, lock: true", "use: private"),
                inPolicy(
                        "content-capture",
                        "    byok: \"off\"\n",
                        "    byok: \"off\"\n    capture: {folder: all, keep: 30d}\n"),
                new Broken("usage-without-prompts", sql("ALTER TABLE ledger_request ADD COLUMN prompt TEXT")),
                inPolicy("retention-set", "retention: {ledger: 400d, decisions: 30d}\n", ""),
                inPolicy("platform-credentials", "    byok: \"off\"\n", ""),
                inPolicy("hard-budgets", "enforcement: hard, downgradeTo", "enforcement: soft, downgradeTo"),
                new Broken(
                        "prices-fresh",
                        setup -> setup.rewrite(
                                "policy.yaml", LocalDate.now(ZoneOffset.UTC).toString(), "2020-01-01")),
                inPolicy("alerts-present", "alerts:\n  webhook: {url", "#alerts:\n#  webhook: {url"),
                new Broken(
                        "webhook-reachable",
                        setup -> Files.writeString(setup.file("secrets/budget-webhook"), "http://127.0.0.1:1/hook")),
                new Broken("credentials-present", setup -> Files.delete(setup.file("secrets/anthropic"))),
                inPolicy("local-endpoints-private", "http://127.0.0.1:", "http://0.0.0.0:"),
                new Broken("local-endpoints-authenticated", ProductionSetup::openToAll),
                inPolicy("plugins-verified", "verify: require", "verify: warn"),
                mode("policy-file-protected", "policy.yaml", "rw-rw----"),
                mode("data-folder-private", "data", "rwxr-x---"),
                mode("key-files-private", "data/key-pepper", "rw-r--r--"),
                inPolicy(
                        "admin-port-private",
                        "admin: \"127.0.0.1:8485\"",
                        "admin: \"0.0.0.0:8485\"\n  behindProxy: true"),
                inPolicy(
                        "transport-encrypted",
                        "listen: \"127.0.0.1:8484\"",
                        "listen: \"0.0.0.0:8484\"\n  behindProxy: true"),
                new Broken("store-current", sql("UPDATE schema_migration SET number = 999 WHERE number = 1")),
                new Broken(
                        "clock-sane",
                        setup -> Files.setLastModifiedTime(
                                setup.file("policy.yaml"),
                                FileTime.from(Instant.now().plus(Duration.ofHours(1))))),
                inUnit("unit-restarts", "Restart=on-failure\n", ""),
                inUnit("unit-hardened", "User=pointsman\n", "User=root\n"));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Broken inPolicy(String id, String said, String instead) {
        return new Broken(id, setup -> setup.rewrite("policy.yaml", said, instead));
    }

    private static Broken inUnit(String id, String said, String instead) {
        return new Broken(id, setup -> setup.rewrite("pointsman.service", said, instead));
    }

    private static Broken mode(String id, String file, String permissions) {
        return new Broken(
                id,
                setup -> Files.setPosixFilePermissions(setup.file(file), PosixFilePermissions.fromString(permissions)));
    }

    private static Mistake sql(String change) {
        return setup -> {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + setup.data().resolve("pointsman.db"));
                    Statement statement = connection.createStatement()) {
                statement.execute(change);
            }
        };
    }

    private static Map<String, String> states(Command doctor) throws Exception {
        Map<String, String> states = new LinkedHashMap<>();
        JSON.readTree(doctor.out())
                .path("checks")
                .forEach(check -> states.put(
                        check.path("id").asText(), check.path("state").asText()));
        return states;
    }

    /** The ids that the operators' page lists. */
    private static Set<String> documented() throws Exception {
        String page = Files.readString(Path.of("../docs/operators.md"));
        String section = page.split("\n## Before production\n")[1].split("\n## ")[0];
        return Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(section)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
