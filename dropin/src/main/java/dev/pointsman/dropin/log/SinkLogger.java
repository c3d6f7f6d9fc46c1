package dev.pointsman.dropin.log;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** Puts a line together and hands it on. Markers are left out: nobody here uses them. */
final class SinkLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1L;

    private final transient Sink sink;

    SinkLogger(String name, Sink sink) {
        this.name = name;
        this.sink = sink;
    }

    @Override
    public boolean isTraceEnabled() {
        return sink.takes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return sink.takes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return sink.takes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return sink.takes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return sink.takes(Level.ERROR);
    }

    @Override
    public void log(LoggingEvent event) {
        List<KeyValuePair> keyValues = Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
        write(event.getLevel(), event.getMessage(), event.getArgumentArray(), keyValues, event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        write(level, pattern, arguments, List.of(), thrown);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    private void write(
            Level level,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            List<KeyValuePair> keyValues,
            @Nullable Throwable thrown) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        sink.write(level, Objects.requireNonNullElse(message, ""), keyValues, thrown);
    }
}
