package dev.pointsman.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script with JDKs that only print what they were started with. */
class StartScriptTest {

    private static final Path SCRIPT = Path.of("..", "pointsman");

    @TempDir
    Path temporary;

    private Path script;
    private Path jdks;

    @BeforeEach
    void unpackADistribution() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        Path distribution = temporary.resolve("a folder with spaces/pointsman");
        Files.createDirectories(distribution.resolve("lib"));
        Files.createDirectories(distribution.resolve("plugins"));
        script = Files.createDirectories(distribution.resolve("bin")).resolve("pointsman");
        Files.copy(SCRIPT, script);
        executable(script);
        jdks = Files.createDirectories(temporary.resolve("my jdks"));
    }

    @Test
    void takesTheNewestJdk() throws Exception {
        jdk(jdks, "jdk-17", "17.0.15");
        jdk(jdks, "a-25", "25.0.3");
        jdk(jdks, "jdk-25-older", "25.0.2");
        jdk(jdks, "jdk-9", "9");
        jdk(jdks, "jdk-21", "21");

        Run run = run(Map.of(), script.toString(), "serve", "--port", "1 2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().getFirst()).isEqualTo("a-25");
        assertThat(run.lines()).endsWith("dev.pointsman.host.Pointsman", "serve", "--port", "1 2");
        assertThat(run.lines()).contains("-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders");
        assertThat(run.lines()).contains("--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void leavesOutOptionsThatAnOlderJdkDoesNotKnow() throws Exception {
        jdk(jdks, "jdk-21", "21.0.9");

        Run run = run(Map.of(), script.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).contains("-XX:+UseG1GC").doesNotContain("-XX:+UseCompactObjectHeaders");
        assertThat(run.lines()).doesNotContain("--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void obeysPointsmanJava() throws Exception {
        jdk(jdks, "jdk-25", "25.0.3");
        Path chosen = jdk(temporary, "chosen one", "21.0.9");

        Run folder = run(Map.of("POINTSMAN_JAVA", chosen.toString()), script.toString());
        Run program = run(Map.of("POINTSMAN_JAVA", chosen + "/bin/java"), script.toString());

        assertThat(folder.lines().getFirst()).isEqualTo("chosen one");
        assertThat(program.lines().getFirst()).isEqualTo("chosen one");
    }

    @Test
    void refusesAPointsmanJavaThatIsTooOld() throws Exception {
        Path old = jdk(temporary, "old", "17.0.1");
        jdk(jdks, "jdk-25", "25.0.3");

        Run run = run(Map.of("POINTSMAN_JAVA", old.toString()), script.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("is not a JDK 21 or newer");
    }

    @Test
    void considersJavaHomeAndThePathBesidesTheFolders() throws Exception {
        jdk(jdks, "jdk-21", "21.0.9");
        Path home = jdk(temporary, "home", "24.0.1");
        Path onPath = jdk(temporary, "on-path", "26-ea");
        Path linked = Files.createSymbolicLink(temporary.resolve("java"), onPath.resolve("bin/java"));

        Run byHome = run(Map.of("JAVA_HOME", home.toString()), script.toString());
        Run byPath = run(
                Map.of("JAVA_HOME", home.toString(), "PATH", linked.getParent() + ":/usr/bin:/bin"), script.toString());

        assertThat(byHome.lines().getFirst()).isEqualTo("home");
        assertThat(byPath.lines().getFirst()).isEqualTo("on-path");
    }

    @Test
    void saysWhatToInstallWhenThereIsNone() throws Exception {
        jdk(jdks, "jdk-1.8", "1.8.0_402");

        Run run = run(Map.of(), script.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("needs a JDK 21 or newer", "Java 1 in " + jdks, "apt-get install", "POINTSMAN_JAVA");
    }

    @Test
    void runsThroughSymlinksFromAnyFolder() throws Exception {
        jdk(jdks, "jdk-25", "25.0.3");
        Path bin = Files.createDirectories(temporary.resolve("other bin"));
        Path first = Files.createSymbolicLink(bin.resolve("pm"), Path.of("../a folder with spaces/link"));
        Files.createSymbolicLink(temporary.resolve("a folder with spaces/link"), Path.of("pointsman/bin/pointsman"));

        Run run = run(Map.of(), first.toString(), "lint");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .contains("-Dpointsman.home=" + script.getParent().getParent().toRealPath());
    }

    @Test
    void keepsAnArchiveOncePerJdkAndStartsFromIt() throws Exception {
        Path java = jdk(jdks, "jdk-25", "25.0.3").resolve("bin/java");
        // Writes the file that the first option asks for, then tells its options.
        Files.writeString(
                java,
                "#!/bin/sh\ncase $1 in -XX:AOTCacheOutput=*) echo classes >\"${1#*=}\" ;; esac\nprintf '%s\\n' \"$@\"\n");
        Path cache = temporary.resolve("a cache");
        Map<String, String> environment = Map.of("POINTSMAN_CACHE", cache.toString());

        Run before = run(environment, script.toString(), "serve");
        Run warm = run(environment, script.toString(), "warm");
        Run after = run(environment, script.toString(), "serve");

        assertThat(before.output()).doesNotContain("-XX:AOTCache");
        assertThat(warm.exitCode()).isZero();
        assertThat(warm.output()).contains("starts faster from here on");
        assertThat(Files.readString(cache.resolve("warm.log"))).contains("demo");
        assertThat(after.lines().getFirst()).startsWith("-XX:AOTCache=" + cache).endsWith(".archive");
        assertThat(after.lines()).endsWith("dev.pointsman.host.Pointsman", "serve");
    }

    @Test
    void asksAnOlderJdkForTheArchiveThatItKnows() throws Exception {
        Path java = jdk(jdks, "jdk-21", "21.0.9").resolve("bin/java");
        Files.writeString(
                java,
                "#!/bin/sh\ncase $1 in -XX:ArchiveClassesAtExit=*) echo classes >\"${1#*=}\" ;; esac\nprintf '%s\\n' \"$@\"\n");
        Map<String, String> environment =
                Map.of("POINTSMAN_CACHE", temporary.resolve("cache").toString());

        Run warm = run(environment, script.toString(), "warm");
        Run after = run(environment, script.toString(), "serve");

        assertThat(warm.exitCode()).isZero();
        assertThat(after.lines().getFirst()).startsWith("-XX:SharedArchiveFile=");
    }

    @Test
    void saysSoWhereNoArchiveCouldBeMade() throws Exception {
        jdk(jdks, "jdk-25", "25.0.3");

        Run warm = run(Map.of("POINTSMAN_CACHE", temporary.resolve("cache").toString()), script.toString(), "warm");

        assertThat(warm.exitCode()).isEqualTo(1);
        assertThat(warm.output()).contains("could not be warmed", "warm.log");
    }

    private Run run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(jdks.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin-without-java:" + toolsWithoutJava());
        builder.environment().put("POINTSMAN_JDK_FOLDERS", jdks.toString());
        builder.environment().putAll(environment);
        Path output = Files.createTempFile(temporary, "run", ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    /** A folder with the few programs the script uses, since the usual ones may hold a java. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = temporary.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            for (String tool : List.of("dirname", "readlink", "id", "ls", "cksum", "mkdir", "rm", "mv")) {
                Path usual = Path.of("/usr/bin", tool);
                Path program = Files.exists(usual) ? usual : Path.of("/bin", tool);
                executable(Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + program + " \"$@\"\n"));
            }
        }
        return tools;
    }

    private static Path jdk(Path parent, String name, String version) throws IOException {
        Path home = parent.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' '" + name + "' \"$@\"\n");
        executable(java);
        List<String> release = new ArrayList<>(List.of("IMPLEMENTOR=\"Somebody\""));
        release.add("JAVA_RUNTIME_VERSION=\"" + version + "+9\"");
        release.add("JAVA_VERSION=\"" + version + "\"");
        Files.write(home.resolve("release"), release, StandardCharsets.UTF_8);
        return home;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Run(int exitCode, String output) {

        List<String> lines() {
            return output.lines().toList();
        }
    }
}
