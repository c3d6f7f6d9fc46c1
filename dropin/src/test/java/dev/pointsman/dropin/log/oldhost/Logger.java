package dev.pointsman.dropin.log.oldhost;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What this jar may call of SLF4J 1.7. Takes lines from INFO upwards. */
public final class Logger {

    public static final List<String> LINES = new CopyOnWriteArrayList<>();

    private final String name;

    Logger(String name) {
        this.name = name;
    }

    public boolean isTraceEnabled() {
        return false;
    }

    public boolean isDebugEnabled() {
        return false;
    }

    public boolean isInfoEnabled() {
        return true;
    }

    public boolean isWarnEnabled() {
        return true;
    }

    public boolean isErrorEnabled() {
        return true;
    }

    public void trace(String message, Throwable thrown) {
        write("TRACE", message, thrown);
    }

    public void debug(String message, Throwable thrown) {
        write("DEBUG", message, thrown);
    }

    public void info(String message, Throwable thrown) {
        write("INFO", message, thrown);
    }

    public void warn(String message, Throwable thrown) {
        write("WARN", message, thrown);
    }

    public void error(String message, Throwable thrown) {
        write("ERROR", message, thrown);
    }

    private void write(String level, String message, Throwable thrown) {
        LINES.add(level + " " + name + " " + message + (thrown == null ? "" : " " + thrown.getMessage()));
    }
}
