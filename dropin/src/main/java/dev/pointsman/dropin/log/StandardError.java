package dev.pointsman.dropin.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** One JSON object per line on standard error, with the members that the reference host's log has. */
public final class StandardError implements Sink {

    private static final String VARIABLE = "POINTSMAN_LOG";
    private static final JsonFactory JSON = new JsonFactory();

    private static volatile Level threshold = threshold(System.getenv(VARIABLE));

    private final String logger;

    StandardError(String logger) {
        this.logger = logger;
    }

    /** Leaves out what is less severe from now on, whatever the environment says. */
    public static void atLeast(Level level) {
        threshold = level;
    }

    @Override
    public boolean takes(Level level) {
        return level.toInt() >= threshold.toInt();
    }

    @Override
    public void write(Level level, String message, List<KeyValuePair> keyValues, @Nullable Throwable thrown) {
        // One call, so that lines of several threads do not mix.
        System.err.println(line(System.currentTimeMillis(), level, message, keyValues, thrown));
    }

    String line(long millis, Level level, String message, List<KeyValuePair> keyValues, @Nullable Throwable thrown) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("timestamp", millis);
            json.writeStringField("level", level.name());
            json.writeStringField("threadName", Thread.currentThread().getName());
            json.writeStringField("loggerName", logger);
            if (!keyValues.isEmpty()) {
                json.writeArrayFieldStart("kvpList");
                for (KeyValuePair pair : keyValues) {
                    json.writeStartObject();
                    json.writeStringField(pair.key, String.valueOf(pair.value));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeStringField("formattedMessage", message);
            if (thrown != null) {
                json.writeStringField("throwable", trace(thrown));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter failed", e);
        }
        return line.toString();
    }

    static Level threshold(@Nullable String name) {
        for (Level level : Level.values()) {
            if (level.name().equals(name == null ? "" : name.strip().toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        return Level.INFO;
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
