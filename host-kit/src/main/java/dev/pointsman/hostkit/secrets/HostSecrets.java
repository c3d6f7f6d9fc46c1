package dev.pointsman.hostkit.secrets;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets from the environment and from files. Thread-safe; keeps no value. */
public final class HostSecrets implements Secrets {

    private static final Logger LOG = LoggerFactory.getLogger(HostSecrets.class);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final int MOST_BYTES = 64 << 10;

    private final Function<String, @Nullable String> environment;
    private final Path folder;
    private final Consumer<String> warnings;
    private final Set<Path> warned = ConcurrentHashMap.newKeySet();

    /**
     * @param environment the value of a variable, or null
     * @param folder against which relative file names are resolved, normally the configuration's own
     * @param warnings told once per file that more people can read it than should
     */
    public HostSecrets(Function<String, @Nullable String> environment, Path folder, Consumer<String> warnings) {
        this.environment = environment;
        this.folder = folder;
        this.warnings = warnings;
    }

    /** The process's own environment and working directory; warnings go to the log. */
    public static HostSecrets ofProcess() {
        return new HostSecrets(System::getenv, Path.of(""), LOG::warn);
    }

    @Override
    public Secret resolve(String reference) {
        Matcher matcher = REFERENCE.matcher(reference.strip());
        if (reference.strip().startsWith("${sealed:")) {
            throw new SecretUnavailableException(reference.strip()
                    + ": sealed secrets lie in the gateway's store, and nothing here has one; ask the running gateway");
        }
        if (!matcher.matches()) {
            // Not quoted: what is not a reference is most likely the key itself.
            throw new SecretUnavailableException(
                    "a secret is given as ${env:NAME}, ${file:PATH} or ${sealed:…}, and this one is none of them; put its value into a variable"
                            + " or a file and refer to that");
        }
        String name = matcher.group(2).strip();
        return matcher.group(1).equals("env") ? fromEnvironment(name) : fromFile(name);
    }

    private Secret fromEnvironment(String name) {
        String value = environment.apply(name);
        if (value == null) {
            throw new SecretUnavailableException("${env:" + name + "}: the variable " + name
                    + " is not set; export it before the start, or take the entry out");
        }
        return checked(value, "${env:" + name + "}", "set " + name + " to the key alone");
    }

    private Secret fromFile(String name) {
        String reference = "${file:" + name + "}";
        try {
            Path file = folder.resolve(name);
            warnIfOpenToAll(file, reference);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new SecretUnavailableException(
                            reference + ": the file is larger than 64 KB; it should hold the key alone");
                }
                return checked(
                        new String(bytes, StandardCharsets.UTF_8),
                        reference,
                        "let the file hold the key alone, on one line");
            }
        } catch (NoSuchFileException e) {
            throw new SecretUnavailableException(reference + ": there is no such file; create it or correct the path");
        } catch (AccessDeniedException e) {
            throw new SecretUnavailableException(
                    reference + ": this process's user may not read the file; change its owner or its mode");
        } catch (IOException | InvalidPathException e) {
            throw new SecretUnavailableException(
                    reference + ": the file cannot be read (" + e.getClass().getSimpleName() + "); name a plain file");
        }
    }

    private static Secret checked(String value, String reference, String wayOut) {
        try {
            return Secret.of(value);
        } catch (IllegalArgumentException e) {
            throw new SecretUnavailableException(reference + ": " + e.getMessage() + "; " + wayOut);
        }
    }

    /** A warning and no refusal: container platforms mount secrets like that by default. */
    private void warnIfOpenToAll(Path file, String reference) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix") || warned.contains(file)) {
            return;
        }
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ) && warned.add(file)) {
            warnings.accept(reference + ": every user of this machine can read the file; chmod 600 it");
        }
    }
}
