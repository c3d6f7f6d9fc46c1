package dev.pointsman.dropin.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** Takes the lines of one logger. Thread-safe. */
interface Sink {

    boolean takes(Level level);

    /**
     * Takes a line.
     *
     * @param message with its arguments in place
     */
    void write(Level level, String message, List<KeyValuePair> keyValues, @Nullable Throwable thrown);
}
