package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Archive;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code -Pdist} packs, unpacked in a folder that nobody may write to and run with an empty environment. */
@Timeout(90)
class ArchiveIT {

    private static final Path CONTAINERFILE = Path.of("..", "Containerfile");

    @TempDir
    static Path unpacked;

    private static Archive archive;

    @TempDir
    Path temporary;

    @BeforeAll
    static void unpack() throws Exception {
        archive = Archive.unpack(Files.createDirectory(unpacked.resolve("a folder with spaces")));
    }

    @Test
    void servesFromAnyFolderAndLeavesItsOwnAsItWas() throws Exception {
        List<String> before = archive.files();

        Process demo = archive.start(temporary, Map.of(), "demo", "--json");
        JsonNode told = new ObjectMapper().readTree(demo.getInputStream());

        assertThat(demo.waitFor()).isZero();
        assertThat(told.path("sound").asBoolean()).isTrue();
        assertThat(archive.files()).isEqualTo(before);
    }

    @Test
    void tellsItsVersion() throws Exception {
        Process version = archive.start(temporary, Map.of(), "--version");

        assertThat(version.inputReader().readLine()).isEqualTo("pointsman " + archive.version());
    }

    @Test
    void hasItsChecksumBesideIt() throws Exception {
        String sum = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive.packed())));

        assertThat(Path.of(archive.packed() + ".sha256"))
                .content()
                .isEqualToIgnoringNewLines(sum + " *" + archive.packed().getFileName());
    }

    @Test
    void bringsDocumentsExamplesAndItsLicence() throws Exception {
        assertThat(archive.files())
                .contains(
                        "LICENSE",
                        "README.md",
                        "docs/operators.md",
                        "docs/policy.schema.json",
                        "docs/pointsman.service",
                        "policy-examples/first-policy.yaml",
                        "integrations/openclaw/index.js")
                .noneMatch(file -> file.contains("/target/") || file.contains("node_modules"));
    }

    @Test
    void onceWarmItReadsItsClassesFromTheCacheAndABrokenOneIsNone() throws Exception {
        Map<String, String> cache =
                Map.of("POINTSMAN_CACHE", temporary.resolve("a cache").toString());
        Path loaded = temporary.resolve("loaded.txt");

        int warmed = archive.start(temporary, cache, "warm").waitFor();
        int demo = archive.start(
                        temporary,
                        Map.of(
                                "POINTSMAN_CACHE",
                                cache.get("POINTSMAN_CACHE"),
                                "JDK_JAVA_OPTIONS",
                                "-Xlog:class+load:file=" + loaded),
                        "demo",
                        "--json")
                .waitFor();

        assertThat(warmed).isZero();
        assertThat(demo).isZero();
        try (Stream<String> lines = Files.lines(loaded)) {
            assertThat(lines.filter(line -> line.contains("dev.pointsman.host."))
                            .filter(line -> line.contains("shared objects file")))
                    .hasSizeGreaterThan(50);
        }
        spoil(temporary.resolve("a cache"));
        Process broken = archive.start(temporary, cache, "--version");
        assertThat(broken.inputReader().lines()).contains("pointsman " + archive.version());
        assertThat(broken.waitFor()).isZero();
    }

    /** What the container runs, as its file says it, with the container's folders in other places. */
    @Test
    void whatTheContainerfileStartsServes() throws Exception {
        String file = Files.readString(CONTAINERFILE);
        assertThat(file).contains("ARG VERSION=" + archive.version());
        List<String> entry = instruction(file, "ENTRYPOINT");
        List<String> command = new ArrayList<>(instruction(file, "CMD"));
        command.replaceAll(word -> word.replace(
                        "/etc/pointsman/policy.yaml",
                        archive.folder()
                                .resolve("policy-examples/first-policy.yaml")
                                .toString())
                .replace("/var/lib/pointsman", temporary.resolve("data").toString()));
        command.addAll(List.of("--port", "0", "--admin-port", "0"));

        Process gateway = archive.start(temporary, Map.of(), command.toArray(String[]::new));

        assertThat(entry).containsExactly("/opt/pointsman/bin/pointsman");
        assertThat(serves(gateway)).isTrue();
        gateway.destroy();
        assertThat(gateway.waitFor()).isEqualTo(143);
    }

    private static void spoil(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path kept :
                    files.filter(file -> file.toString().endsWith(".archive")).toList()) {
                Files.writeString(kept, "broken");
            }
        }
    }

    private static boolean serves(Process gateway) throws IOException {
        BufferedReader log = gateway.errorReader();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("\"serving\"")) {
                return true;
            }
        }
        return false;
    }

    /** The last one of its name that is written as a JSON list at the start of a line. */
    private static List<String> instruction(String file, String name) throws IOException {
        String list = file.lines()
                .filter(line -> line.startsWith(name + " ["))
                .reduce((first, last) -> last)
                .orElseThrow()
                .substring(name.length());
        List<String> words = new ArrayList<>();
        new ObjectMapper().readTree(list).forEach(word -> words.add(word.asText()));
        return words;
    }
}
