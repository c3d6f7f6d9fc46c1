package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Another process: what is said to it, and what it prints. */
final class Program implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final PrintStream input;
    private final Lines output;
    private final Lines errors;

    private Program(Process process) {
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.output = new Lines(process.getInputStream());
        this.errors = new Lines(process.getErrorStream());
    }

    /** Starts it with nothing in its environment but what is given. */
    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    /** Says a word and waits for what it answers to it. */
    String say(String word) {
        input.println(word);
        String line = output.await(text -> text.startsWith(word + ": "), this::toString);
        return line.substring(word.length() + 2);
    }

    /** Says a word that gets no answer. */
    void tell(String word) {
        input.println(word);
    }

    /** The next line on standard output that matches. */
    String awaitOutput(Predicate<String> matches) {
        return output.await(matches, this::toString);
    }

    /** The next line on standard error that matches. */
    String awaitError(Predicate<String> matches) {
        return errors.await(matches, this::toString);
    }

    /** All lines on standard error so far. */
    List<String> errors() {
        return List.copyOf(errors.all);
    }

    /** All lines on standard output so far. */
    List<String> output() {
        return List.copyOf(output.all);
    }

    /** Asks it to end, as an operating system does. */
    void terminate() {
        process.destroy();
    }

    /** Its exit code, once it ended by itself. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("whether it ended: %s", this)
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "output " + output.all + ", errors " + errors.all;
    }

    private static final class Lines {

        /** Told by identity: the stream has no more lines. */
        private static final String END = new String("end");

        private final BlockingQueue<String> next = new LinkedBlockingQueue<>();
        private final List<String> all = new CopyOnWriteArrayList<>();
        private volatile IOException ended;

        Lines(InputStream stream) {
            Thread.ofVirtual().start(() -> read(stream));
        }

        String await(Predicate<String> matches, Supplier<String> soFar) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            try {
                while (true) {
                    String line = next.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (line == null || line == END) {
                        throw new AssertionError("the awaited line did not come: " + soFar.get(), ended);
                    }
                    if (matches.test(line)) {
                        return line;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        private void read(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    all.add(line);
                    next.add(line);
                }
            } catch (IOException e) {
                // A process that is ended takes its streams away: there is no more to read.
                ended = e;
            }
            next.add(END);
        }
    }
}
