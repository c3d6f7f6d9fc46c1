package dev.pointsman.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the JDK's own tools show of a running gateway to its user. */
public final class ThreadDump {

    private static final int LIMIT_SECONDS = 20;

    private final long pid;
    private final Path folder;

    /** @param folder for files that a tool writes */
    public ThreadDump(Gateway gateway, Path folder) {
        this.pid = gateway.pid();
        this.folder = folder;
    }

    /** Names and stacks of all threads, virtual ones too. */
    public String threads() throws IOException, InterruptedException {
        Path dump = folder.resolve("threads-" + pid + ".json");
        String told = jcmd("Thread.print") + jcmd("Thread.dump_to_file", "-format=json", dump.toString());
        return told + Files.readString(dump);
    }

    /** System properties and the command line, which other users see too. */
    public String properties() throws IOException, InterruptedException {
        return jcmd("VM.system_properties") + jcmd("VM.command_line");
    }

    private String jcmd(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "jcmd", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " failed:\n" + Files.readString(out));
        }
        return Files.readString(out);
    }
}
