package dev.pointsman.router.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.config.CaptureConfig;
import dev.pointsman.router.config.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One file of JSON lines per workspace and day (UTC), 0600 in a 0700 folder. For one thread. */
final class CaptureFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final String SUFFIX = ".jsonl";
    private static final long MEGABYTE = 1024 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path root;

    CaptureFiles(Path root) {
        this.root = root;
    }

    /** False when the day has no room left. */
    boolean write(CapturedExchange exchange) throws IOException {
        CaptureConfig config = exchange.config();
        LocalDate day = day(exchange.atMillis());
        Path folder = Files.createDirectories(root.resolve(config.folder()), mode("rwx------"));
        Path file = folder.resolve(day + SUFFIX);
        if (!Files.exists(file)) {
            deleteOlder(folder, day.minusDays(config.keep().toDays()));
        }
        byte[] line = line(exchange);
        if (Files.exists(file) && Files.size(file) + line.length > config.megabytesPerDay() * MEGABYTE) {
            return false;
        }
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), mode("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        return true;
    }

    /** Deletes what is older than a policy keeps it, also where nothing is captured any more. */
    void deleteOlder(CaptureConfig config, long nowMillis) throws IOException {
        Path folder = root.resolve(config.folder());
        if (Files.isDirectory(folder)) {
            deleteOlder(folder, day(nowMillis).minusDays(config.keep().toDays()));
        }
    }

    private static void deleteOlder(Path folder, LocalDate first) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            // Days sort as texts do; what is no file of ours is left alone.
            if (name.matches("\\d{4}-\\d\\d-\\d\\d\\.jsonl") && name.compareTo(first + SUFFIX) < 0) {
                Files.delete(file);
            }
        }
    }

    private static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static byte[] line(CapturedExchange exchange) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<Redaction> redact = exchange.config().redact();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField(
                    "at", Instant.ofEpochMilli(exchange.atMillis()).toString());
            json.writeStringField("workspace", exchange.workspace());
            json.writeStringField("decision", exchange.decision());
            json.writeStringField("dialect", exchange.dialect());
            json.writeStringField("model", exchange.model());
            json.writeStringField("outcome", exchange.outcome());
            json.writeStringField("request", redacted(exchange.request(), redact));
            json.writeArrayFieldStart("answer");
            for (Payload frame : exchange.answer()) {
                json.writeString(redacted(frame, redact));
            }
            json.writeEndArray();
            json.writeBooleanField("cut", exchange.cut());
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static String redacted(Payload payload, Set<Redaction> redact) {
        String text = payload.utf8();
        for (Redaction redaction : Redaction.values()) {
            if (redact.contains(redaction)) {
                text = redaction.cut(text);
            }
        }
        return text;
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
